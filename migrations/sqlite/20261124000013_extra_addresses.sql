-- The addresses that a server was given beside its main one, with spaces between.
ALTER TABLE services ADD COLUMN more_addresses TEXT NOT NULL DEFAULT '';
