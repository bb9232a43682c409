-- Keys that were made over REST; the secret is encrypted with store.encryption_key.
create table api_keys (
  sid varchar(34) primary key,
  account_sid varchar(34) not null,
  kind varchar(16) not null,
  friendly_name text,
  secret text not null,
  policy text,
  created_at bigint not null,
  updated_at bigint not null,
  revision bigint not null
);

-- Who changed what over REST. The SID grows with time.
create table audit (
  sid varchar(34) primary key,
  account_sid varchar(34) not null,
  at bigint not null,
  who varchar(34) not null,
  method varchar(16) not null,
  path text not null,
  status integer not null,
  remote_address text not null
);
create index audit_by_age on audit (account_sid, at, sid);
create index audit_at on audit (at);
