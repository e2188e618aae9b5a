-- When and why a service was suspended; all three are empty while it runs.
ALTER TABLE services ADD COLUMN suspended_on TEXT;
ALTER TABLE services ADD COLUMN suspended_why TEXT CHECK (suspended_why IN ('staff', 'not_paid'));
ALTER TABLE services ADD COLUMN suspended_reason TEXT;
-- Suspended services are few among all; what is due for release or for a new start is found by their day.
CREATE INDEX services_suspended ON services (suspended_on, id) WHERE state = 'suspended';
