#!/bin/sh
# Runs once, when the database's volume is new: a role that owns its database and is nothing more.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv password FARSTU_DATABASE_PASSWORD
CREATE ROLE farstu LOGIN PASSWORD :'password';
CREATE DATABASE farstu OWNER farstu ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE farstu FROM PUBLIC;
SQL
