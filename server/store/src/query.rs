//! One statement, two databases: the macros through which every query runs.

/// Runs a query on whichever database it is; `$method` is one of sqlx's fetch methods.
macro_rules! query_on {
    ($db:expr, $make:ident::<$($ty:ty)?>, $method:ident, $sql:expr $(, $arg:expr)*) => {{
        let mut held = Into::<$crate::Exec<'_>>::into($db).held().await?;
        match held.connection() {
            $crate::db::Connection::Sqlite(connection) => {
                sqlx::$make::<sqlx::Sqlite $(, $ty)?>($sql)$(.bind($arg))*.$method(connection).await
                    .map_err($crate::Error::from)
            }
            $crate::db::Connection::Postgres(connection) => {
                sqlx::$make::<sqlx::Postgres $(, $ty)?>($sql)$(.bind($arg))*.$method(connection).await
                    .map_err($crate::Error::from)
            }
        }
    }};
}

/// All rows: `fetch_all!(db, Row, SQL, arguments…)?`.
macro_rules! fetch_all {
    ($db:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        query_on!($db, query_as::<$row>, fetch_all, $sql $(, $arg)*)
    };
}

/// One row or none.
macro_rules! fetch_optional {
    ($db:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        query_on!($db, query_as::<$row>, fetch_optional, $sql $(, $arg)*)
    };
}

/// Exactly one row.
macro_rules! fetch_one {
    ($db:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        query_on!($db, query_as::<$row>, fetch_one, $sql $(, $arg)*)
    };
}

/// The first column of exactly one row.
macro_rules! fetch_scalar {
    ($db:expr, $ty:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        query_on!($db, query_scalar::<$ty>, fetch_one, $sql $(, $arg)*)
    };
}

/// A change: how many rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let mut held = Into::<$crate::Exec<'_>>::into($tx).held().await?;
        match held.connection() {
            $crate::db::Connection::Sqlite(connection) => {
                sqlx::query::<sqlx::Sqlite>($sql)$(.bind($arg))*.execute(connection).await
                    .map(|done| done.rows_affected()).map_err($crate::Error::from)
            }
            $crate::db::Connection::Postgres(connection) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($arg))*.execute(connection).await
                    .map(|done| done.rows_affected()).map_err($crate::Error::from)
            }
        }
    }};
}

/// Names this file's statements and lists them, so that the test that prepares every statement on both databases
/// cannot miss one.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: &str = $sql;)+
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}
