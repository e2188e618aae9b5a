use crate::{Called, Client, client::Call, decode::node::Node};

/// A script that VMmanager can run on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// Its number, which differs on every installation.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its tags, by which operating systems may be matched.
    pub tags: Vec<String>,
    /// How many parameters it takes.
    pub params_count: Option<u64>,
}

impl Recipe {
    fn read(row: Node<'_>) -> Option<Self> {
        Some(Self {
            id: row.number_at("id")?,
            name: row.filled("name").unwrap_or_default(),
            tags: row.texts("tags"),
            params_count: row.number_at("params_count"),
        })
    }
}

impl Client {
    /// Lists the recipes.
    pub async fn recipes(&self) -> Called<Vec<Recipe>> {
        let read = |reply: Node<'_>| Ok(reply.list()?.into_iter().filter_map(Recipe::read).collect());
        self.call(Call::get("/vm/v3/recipe"), read).await
    }
}
