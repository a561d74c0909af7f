#!/bin/sh
# Runs once, in an empty PostgreSQL: the owner that migrates, the application and the worker that own nothing, the role that
# dumps, the one that looks two things up and never logs in, and their database.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=owner_password="$INCLUSION_OWNER_PASSWORD" --set=app_password="$INCLUSION_APP_PASSWORD" \
    --set=worker_password="$INCLUSION_WORKER_PASSWORD" --set=backup_password="$INCLUSION_BACKUP_PASSWORD" <<'SQL'
create role inclusion_owner login nosuperuser nocreatedb nocreaterole password :'owner_password';
create role inclusion_app login nosuperuser nocreatedb nocreaterole password :'app_password';
create role inclusion_worker login nosuperuser nocreatedb nocreaterole password :'worker_password';
create role inclusion_backup login nosuperuser nocreatedb nocreaterole bypassrls password :'backup_password';
create role inclusion_lookup nologin;
grant inclusion_lookup to inclusion_owner;
grant pg_read_all_data to inclusion_backup;
alter role inclusion_owner set lock_timeout = '3s';
alter role inclusion_app set statement_timeout = '5s';
alter role inclusion_app set idle_in_transaction_session_timeout = '15s';
alter role inclusion_app set client_connection_check_interval = '10s';
alter role inclusion_worker set statement_timeout = '60s';
alter role inclusion_worker set idle_in_transaction_session_timeout = '15s';
alter role inclusion_worker set client_connection_check_interval = '10s';
create database inclusion owner inclusion_owner;
revoke all on database inclusion from public;
grant connect, temporary on database inclusion to inclusion_app, inclusion_worker, inclusion_backup;
SQL
