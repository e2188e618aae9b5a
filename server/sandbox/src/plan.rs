//! The price list: plan codes, periods and prices (`docs/protocols/billmanager.md` §6).

/// Plans of one family exclude each other on one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Ispmanager,
    Billmanager,
    Vmmanager,
    Dcimanager,
    Cloudlinux,
}

/// An add-on that is ordered by amount, such as nodes.
#[derive(Debug)]
pub(crate) struct Addon {
    pub code: u32,
    pub intname: &'static str,
    pub name: &'static str,
    pub least: u32,
    /// (period, price of one)
    pub prices: &'static [(i32, i64)],
}

/// One plan code; amounts in ten-thousandths of a euro.
#[derive(Debug)]
pub(crate) struct Plan {
    pub code: u32,
    pub name: &'static str,
    pub intname: &'static str,
    pub prefix: &'static str,
    pub itemtype: u32,
    pub family: Family,
    /// (period in months or -100, price)
    pub prices: &'static [(i32, i64)],
    pub addons: &'static [Addon],
}

impl Plan {
    pub(crate) fn sells(&self, period: i32) -> bool {
        self.prices.iter().any(|(sold, _)| *sold == period)
    }

    /// The price of one term with its add-ons; none if the period is not sold.
    pub(crate) fn price(&self, period: i32, addons: &[(u32, u32)]) -> Option<i64> {
        let find =
            |prices: &[(i32, i64)]| prices.iter().find(|(sold, _)| *sold == period).map(|(_, price)| *price);
        let mut total = find(self.prices)?;
        for (code, amount) in addons {
            let addon = self.addons.iter().find(|addon| addon.code == *code)?;
            total += find(addon.prices)? * i64::from(*amount);
        }
        Some(total)
    }
}

pub(crate) fn by_code(code: u32) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| plan.code == code)
}

const FREE_TRIAL: &[(i32, i64)] = &[(-100, 0)];

const fn plan(code: u32, name: &'static str, intname: &'static str, prices: &'static [(i32, i64)]) -> Plan {
    Plan {
        code,
        name,
        intname,
        prefix: "soft",
        itemtype: 13,
        family: Family::Ispmanager,
        prices,
        addons: &[],
    }
}

/// Everything that is for sale, by plan code.
pub(crate) const PLANS: &[Plan] = &[
    Plan {
        prefix: "softexternal",
        itemtype: 14,
        family: Family::Cloudlinux,
        ..plan(9203, "CloudLinux", "cloudlinux", &[(1, 120_000), (12, 1_320_000)])
    },
    Plan {
        prefix: "platform",
        itemtype: 15,
        family: Family::Dcimanager,
        ..plan(55161, "DCImanager 6", "dcimanager6", &[(1, 700_000), (12, 7_000_000)])
    },
    Plan {
        prefix: "platform",
        itemtype: 15,
        family: Family::Vmmanager,
        addons: &[
            Addon {
                code: 55164,
                intname: "virtual_machines",
                name: "Virtual machines",
                least: 0,
                prices: &[(1, 10_000), (12, 100_000)],
            },
            Addon {
                code: 55165,
                intname: "nodes",
                name: "Nodes",
                least: 1,
                prices: &[(1, 210_000), (12, 2_100_000)],
            },
        ],
        ..plan(55163, "VMmanager 6", "vmmanager6", &[(1, 0), (12, 0)])
    },
    plan(55227, "ispmanager 6 lite", "ispmanager6_lite", &[(1, 56_700), (12, 567_000)]),
    plan(55228, "ispmanager 6 pro", "ispmanager6_pro", &[(1, 94_500), (12, 945_000)]),
    plan(55229, "ispmanager 6 host", "ispmanager6_host", &[(1, 141_700), (12, 1_439_286)]),
    Plan {
        addons: &[Addon {
            code: 55236,
            intname: "nodes",
            name: "Nodes",
            least: 1,
            prices: &[(1, 94_500), (12, 945_000)],
        }],
        ..plan(55230, "ispmanager 6 business", "ispmanager6_business", &[(1, 94_500), (12, 945_000)])
    },
    plan(55239, "ispmanager 6 trial", "ispmanager6_trial", FREE_TRIAL),
    plan(55240, "ispmanager 6 business trial", "ispmanager6_business_trial", FREE_TRIAL),
    Plan {
        family: Family::Billmanager,
        ..plan(55382, "BILLmanager 6 Hosting & Cloud month", "billmanager6_month", &[(1, 390_000)])
    },
    Plan {
        family: Family::Billmanager,
        ..plan(55384, "BILLmanager 6 Hosting & Cloud year", "billmanager6_year", &[(12, 3_900_000)])
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_added_to_the_price_of_the_plan() {
        let business = by_code(55230).unwrap();
        assert_eq!(business.price(1, &[(55236, 3)]), Some(94_500 * 4));
        assert_eq!(business.price(1, &[(1, 3)]), None);
        assert_eq!(business.price(3, &[]), None);
    }
}
