-- +goose Up
-- What holds for the whole desk, such as who publishes its reports. A setting that was never made has no row.
create table settings (
  name  text primary key,
  value text not null
) strict, without rowid;

-- +goose Down
drop table settings;
