//! How an area of the catalogue is written down.

/// Defines an area: its keys, and their English.
///
/// A key with arguments, `order_for(total): "Order for {total}"`, is also a method that fills them in.
macro_rules! catalogue {
    ($(#[$meta:meta])* $name:ident { $($key:ident $(($($arg:ident),+))? : $text:literal,)+ }) => {
        $(#[$meta])*
        pub(crate) struct $name { $(pub(crate) $key: &'static str,)+ }

        impl $name {
            /// English.
            pub(crate) const ENGLISH: Self = Self { $($key: $text,)+ };

            $($(
                pub(crate) fn $key(&self, $($arg: impl std::fmt::Display),+) -> String {
                    $crate::texts::fill(self.$key, &[$((stringify!($arg), &$arg.to_string())),+])
                }
            )?)+

            /// Every key with its arguments and its text, for the test of the placeholders.
            #[cfg(test)]
            pub(crate) fn entries(&self) -> Vec<(&'static str, &'static [&'static str], &'static str)> {
                vec![$((stringify!($key), &[$($(stringify!($arg)),+)?] as &[&str], self.$key)),+]
            }
        }
    };
}
pub(crate) use catalogue;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use crate::texts::{order, period, texts};

    #[test]
    fn every_placeholder_of_a_text_is_an_argument_of_its_key_and_the_other_way_round() {
        let all = texts();
        let areas = [
            all.changes.entries(),
            all.fields.entries(),
            all.forms.entries(),
            all.general.entries(),
            all.connections.entries(),
            all.dates.entries(),
            all.menu.entries(),
            all.login.entries(),
            all.server_notes.entries(),
            all.services.entries(),
            all.account.entries(),
            all.licenses.entries(),
            all.operations.entries(),
            all.charges.entries(),
            all.coverage.entries(),
            all.clients.entries(),
            all.looking.entries(),
            all.orders.entries(),
            all.register.entries(),
            all.module_form.entries(),
            all.modules.entries(),
            all.moves.entries(),
            all.panel_change.entries(),
            all.look_ups.entries(),
            all.notes.entries(),
            all.options.entries(),
            all.order_fields.entries(),
            all.order_problems.entries(),
            all.parameters.entries(),
            all.plans.entries(),
            all.pool.entries(),
            all.prices.entries(),
            all.rates.entries(),
            all.tariff_form.entries(),
            all.tariffs.entries(),
            all.product_groups.entries(),
            all.readiness.entries(),
            all.refusals.entries(),
            all.renewals.entries(),
            all.reasons.entries(),
            all.suspension.entries(),
            all.work.entries(),
            all.enumerations.entries(),
            all.events.entries(),
            all.states.entries(),
            all.steps.entries(),
            all.values.entries(),
            order::texts().entries(),
            period::TEXTS.entries(),
        ];
        for (key, arguments, text) in areas.into_iter().flatten() {
            let named: Vec<&str> = text
                .split('{')
                .skip(1)
                .map(|part| part.split_once('}').expect("a placeholder is closed").0)
                .collect();
            for name in &named {
                assert!(arguments.contains(name), "{key}: {{{name}}} is no argument");
            }
            for argument in arguments {
                assert!(named.contains(argument), "{key}: {argument} is not shown");
            }
        }
    }
}
