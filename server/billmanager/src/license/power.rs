use crate::{Called, Client, LicenseId, Prefix, client::Call};

impl Client {
    /// Suspends a license: `func=<prefix>.suspend`.
    pub async fn suspend(&self, prefix: &Prefix, id: LicenseId) -> Called<()> {
        self.act(prefix, "suspend", id).await
    }

    /// Activates a suspended license: `func=<prefix>.resume`.
    pub async fn resume(&self, prefix: &Prefix, id: LicenseId) -> Called<()> {
        self.act(prefix, "resume", id).await
    }

    /// Deletes a license for good: `func=<prefix>.delete`.
    pub async fn delete(&self, prefix: &Prefix, id: LicenseId) -> Called<()> {
        self.act(prefix, "delete", id).await
    }

    async fn act(&self, prefix: &Prefix, action: &str, id: LicenseId) -> Called<()> {
        let call = Call::change(prefix.function(action)).with("elid", id).with("sok", "ok");
        self.call(call, |_| Ok(())).await
    }
}
