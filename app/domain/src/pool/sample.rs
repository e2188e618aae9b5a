//! A license in the pool and a request for it, for the tests beside.

use jiff::civil::{Date, date};

use super::{Addons, LastChange, LicenseFacts, PoolRequest};
use crate::{
    address::IpAddress,
    ids::{LicenseId, ModuleId, ProductId},
    license::RemoteStatus,
};

pub(super) const TODAY: Date = date(2026, 6, 15);

pub(super) fn license(id: i64) -> LicenseFacts {
    LicenseFacts {
        id: LicenseId::new(id),
        module: ModuleId::new(1),
        product: ProductId::new(1),
        addons: Addons::new(),
        name: "free.lic".into(),
        address: IpAddress::FREE,
        status: RemoteStatus::Suspended,
        expires_on: Some(date(2027, 3, 1)),
        last_ip_change: LastChange::Never,
        last_key_change: LastChange::Never,
        autoprolong: Some(false),
        held: false,
        excluded: false,
        reserved: false,
        free_since: Some(date(2026, 6, 1)),
    }
}

pub(super) fn server_address() -> IpAddress {
    IpAddress::parse("192.0.2.10").unwrap()
}

pub(super) fn request() -> PoolRequest {
    PoolRequest {
        module: ModuleId::new(1),
        product: ProductId::new(1),
        addons: Addons::new(),
        address: server_address(),
        today: TODAY,
        covered_until: date(2026, 7, 15),
    }
}
