-- Status callbacks. Those of a room are sent in the order of their sequence, each once the one before is over.

create table webhook_deliveries (
  room_sid varchar(34) not null,
  sequence bigint not null,
  account_sid varchar(34) not null,
  event varchar(64) not null,
  url text not null,
  method varchar(4) not null,
  parameters text not null,
  status varchar(16) not null,
  created_at bigint not null,
  -- By the event, or by the last replay.
  queued_at bigint not null,
  -- When to try, while pending.
  due_at bigint not null,
  attempts integer not null,
  attempts_before integer not null,
  -- Of those since it was queued.
  first_attempt_at bigint,
  finished_at bigint,
  primary key (room_sid, sequence)
);
create index webhook_deliveries_pending on webhook_deliveries (room_sid, sequence) where status = 'pending';
create index webhook_deliveries_failed on webhook_deliveries (account_sid, created_at, room_sid, sequence)
  where status = 'failed';
create index webhook_deliveries_by_age on webhook_deliveries (account_sid, created_at, room_sid, sequence);
create index webhook_deliveries_by_end on webhook_deliveries (finished_at);

create table webhook_attempts (
  room_sid varchar(34) not null,
  sequence bigint not null,
  number integer not null,
  at bigint not null,
  duration bigint not null,
  response_status integer,
  error text,
  primary key (room_sid, sequence, number),
  foreign key (room_sid, sequence) references webhook_deliveries (room_sid, sequence) on delete cascade
);
