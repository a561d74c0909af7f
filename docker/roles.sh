#!/bin/sh
# Runs once, in an empty PostgreSQL: the owner that migrates, the application role that owns nothing, and their database.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=owner_password="$INCLUSION_OWNER_PASSWORD" --set=app_password="$INCLUSION_APP_PASSWORD" <<'SQL'
create role inclusion_owner login nosuperuser nocreatedb nocreaterole password :'owner_password';
create role inclusion_app login nosuperuser nocreatedb nocreaterole password :'app_password';
alter role inclusion_owner set lock_timeout = '3s';
alter role inclusion_app set statement_timeout = '5s';
alter role inclusion_app set idle_in_transaction_session_timeout = '15s';
alter role inclusion_app set client_connection_check_interval = '10s';
create database inclusion owner inclusion_owner;
revoke all on database inclusion from public;
grant connect, temporary on database inclusion to inclusion_app;
SQL
