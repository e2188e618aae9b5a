use std::net::IpAddr;

use crate::{Called, Client, Prefix, client::Call, error::Subject};

impl Client {
    /// Asks whether an address may get a license of this plan: `func=<prefix>.checkip`. No error means yes;
    /// [`ErrorKind::AddressRefused`](crate::ErrorKind::AddressRefused) means no.
    pub async fn check_address(
        &self,
        prefix: &Prefix,
        plan_code: &str,
        period: i32,
        ip: IpAddr,
    ) -> Called<()> {
        let call = Call::read(prefix.function("checkip"))
            .with("pricelist", plan_code)
            .with("period", period)
            .with("ip", ip)
            .about(Subject::OnlyAddress);
        self.call(call, |_| Ok(())).await
    }
}
