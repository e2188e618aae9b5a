use serde_json::Map;

use super::started::Started;
use crate::{Called, Client, client::Call};

impl Client {
    /// Switches a server on.
    pub async fn start_host(&self, host: u64) -> Called<Started> {
        self.begin(Call::post(format!("/vm/v3/host/{host}/start"), Map::new()), host).await
    }

    /// Switches a server off.
    pub async fn stop_host(&self, host: u64) -> Called<Started> {
        self.begin(Call::post(format!("/vm/v3/host/{host}/stop"), Map::new()), host).await
    }

    /// Deletes a server, running or not. [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for one that is not
    /// there; whether it is really gone, [`Client::host`] tells.
    pub async fn delete_host(&self, host: u64) -> Called<Started> {
        self.begin(Call::delete(format!("/vm/v3/host/{host}")), host).await
    }

    async fn begin(&self, call: Call, host: u64) -> Called<Started> {
        self.call(call, |reply| Started::read(reply, Some(host))).await
    }
}
