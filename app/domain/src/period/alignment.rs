//! Which period to order at the license server.
