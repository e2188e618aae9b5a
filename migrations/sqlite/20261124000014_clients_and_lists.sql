-- Clients and orders as lists, and who tried to register from where.
DROP INDEX clients_search;
CREATE INDEX clients_name ON clients (search, id);
CREATE INDEX clients_balance ON clients (currency, balance, id);
CREATE INDEX orders_client ON orders (client_id, id);
CREATE INDEX orders_total ON orders (currency, total, id);
CREATE INDEX events_client ON events (client_id, id);
CREATE INDEX renewal_intents_license ON renewal_intents (license_id, id);

CREATE TABLE registration_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX registration_attempts_address ON registration_attempts (address, at);
CREATE INDEX registration_attempts_at ON registration_attempts (at);
