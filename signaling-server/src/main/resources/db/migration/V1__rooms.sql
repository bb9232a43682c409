-- Times are epoch milliseconds, flags 0 or 1, structured values JSON. The SQL is understood by SQLite and PostgreSQL.

create table journal (
  sequence bigint primary key,
  room_sid varchar(34) not null,
  at bigint not null,
  type varchar(64) not null,
  body text not null
);
create index journal_by_room on journal (room_sid, sequence);

create table rooms (
  sid varchar(34) primary key,
  account_sid varchar(34) not null,
  unique_name text not null,
  status varchar(16) not null,
  type varchar(16) not null,
  ad_hoc integer not null,
  settings text not null,
  profile text not null,
  status_callback text,
  status_callback_method varchar(4) not null,
  created_at bigint not null,
  updated_at bigint not null,
  ended_at bigint,
  end_reason varchar(32),
  empty_since bigint,
  used integer not null,
  max_concurrent integer not null,
  recording_rules text,
  recording_rules_updated_at bigint
);
create unique index rooms_in_progress_by_name on rooms (account_sid, unique_name) where status = 'in-progress';
create index rooms_by_age on rooms (account_sid, status, created_at, sid);

create table participants (
  sid varchar(34) primary key,
  room_sid varchar(34) not null,
  account_sid varchar(34) not null,
  identity text not null,
  status varchar(16) not null,
  session text not null,
  publisher text not null,
  joined_at bigint not null,
  updated_at bigint not null,
  left_at bigint,
  end_reason varchar(32),
  subscribe_rules text,
  subscribe_rules_updated_at bigint
);
create index participants_by_room on participants (room_sid, joined_at, sid);

create table tracks (
  sid varchar(34) primary key,
  room_sid varchar(34) not null,
  participant_sid varchar(34) not null,
  id text not null,
  kind varchar(8) not null,
  name text not null,
  enabled integer not null,
  published_at bigint not null,
  updated_at bigint,
  unpublished_at bigint
);
create index tracks_by_room on tracks (room_sid, participant_sid, published_at, sid);
