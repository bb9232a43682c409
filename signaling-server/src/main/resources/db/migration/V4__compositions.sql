-- As in V1: times are epoch milliseconds, flags 0 or 1, structured values JSON.

create table compositions (
  sid varchar(34) primary key,
  account_sid varchar(34) not null,
  room_sid varchar(34) not null,
  status varchar(16) not null,
  parameters text not null,
  created_at bigint not null,
  completed_at bigint,
  deleted_at bigint,
  bitrate bigint not null,
  size bigint not null,
  duration bigint not null,
  media_external_location text
);
create index compositions_by_age on compositions (account_sid, created_at, sid);
create index compositions_by_room on compositions (room_sid, created_at, sid);

-- folded_name is friendly_name in lower case, for searches.
create table composition_hooks (
  sid varchar(34) primary key,
  account_sid varchar(34) not null,
  friendly_name text not null,
  folded_name text not null,
  enabled integer not null,
  parameters text not null,
  created_at bigint not null,
  updated_at bigint
);
create unique index composition_hooks_by_name on composition_hooks (account_sid, friendly_name);
create index composition_hooks_by_age on composition_hooks (account_sid, created_at, sid);

-- kind is composition or recording.
create table settings (
  account_sid varchar(34) not null,
  kind varchar(16) not null,
  body text not null,
  updated_at bigint not null,
  primary key (account_sid, kind)
);
