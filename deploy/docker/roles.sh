#!/bin/sh
# Makes the two roles and the database, once, when the server's data are made. Passwords come from the compose file.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v owner_password="$CAP_OWNER_PASSWORD" -v app_password="$CAP_APP_PASSWORD" <<'SQL'
create role cap_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role cap_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'app_password';
create database cap owner cap_owner;
revoke all on database cap from public;
grant connect on database cap to cap_app;
SQL
