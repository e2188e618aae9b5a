//! What VMmanager and people at it do to the server.

use serde_json::{Value, json};

use super::stage::{BY_ITSELF, STAFF_LOOK, Stage};
use crate::main_job::reading::{all, one};
use crate::main_job::shop::{LITE, NO_PANEL, lite};
use crate::support::order::Wish;

const CREATE: &str = "POST /vm/v3/host";

/// What a client reads while the server itself is not there yet.
async fn client_reads(stage: &Stage<'_>, service: &str, how_it_goes_on: &str) {
    let page = stage.shop.client.get(service).await;
    assert_eq!(page.words("h1 .badge").as_deref(), Some("Being set up"), "{}", page.text);
    assert_eq!(all(&page, ".steps .step__text"), [how_it_goes_on]);
}

/// One server, one license, nobody asked.
async fn goes_unnoticed(stage: &Stage<'_>, fault: Value) {
    stage.fault(fault).await;
    let service = stage.order("web-1.demo.test").await;
    stage.is_well(&service).await;
    stage.paid(1, 0).await;
    stage.shop.address();
}

/// A server whose task failed; staff read what to do.
async fn half_made(stage: &Stage<'_>) -> String {
    stage.fault(json!({ "function": CREATE, "what": "task_fail" })).await;
    let service = stage.order("web-1.demo.test").await;
    stage.staff_are_asked(&service, "Failed", &says_half_made(stage)).await;
    service
}

/// The numbers of the servers there.
fn servers(stage: &Stage<'_>) -> Vec<u64> {
    let state = stage.shop.app.sandbox_state();
    state["vms"].as_array().unwrap().iter().map(|vm| vm["id"].as_u64().unwrap()).collect()
}

fn says_half_made(stage: &Stage<'_>) -> String {
    let servers = servers(stage);
    let [vm] = servers.as_slice() else { panic!("not one server: {servers:?}") };
    format!(
        "VMmanager could not make the server: its task failed, and server {vm} is left half-made. Remove that server there, \
         then Retry makes a new one; or have it finished there, and Retry takes it once it runs."
    )
}

/// It is tried again by itself, staff hear of it before long, and after a day it waits for them.
async fn lasts(stage: &Stage<'_>, fault: Value, says: &str) {
    stage.fault(fault).await;
    let service = lite("web-1.demo.test").order(&stage.shop.client).await;
    stage.look(2).await;
    assert_eq!(stage.stands(&service).await, ("Queued".to_owned(), says.to_owned()));
    client_reads(stage, &service, BY_ITSELF).await;
    stage.shop.nothing_waits().await;
    stage.look(3).await;
    stage.staff_are_asked(&service, "Queued", says).await;
    client_reads(stage, &service, BY_ITSELF).await;
    stage.look(20).await;
    stage.staff_are_asked(&service, "Failed", says).await;
    stage.presses(&service, "Retry").await;
    // A person's retry is as patient as the first time.
    assert_eq!(stage.stands(&service).await, ("Queued".to_owned(), says.to_owned()));
    stage.mended().await;
    stage.presses(&service, "Look again now").await;
    stage.is_well(&service).await;
    stage.paid(1, 0).await;
    stage.shop.address();
}

fn refused(words: &str) -> String {
    format!("VMmanager 6 refused. It said: {words}.")
}

async fn each_asks_staff(stage: &Stage<'_>, errors: &[(&str, String)]) {
    for (place, (error, says)) in errors.iter().enumerate() {
        stage.fault(json!({ "function": CREATE, "what": "refuse", "error": error })).await;
        let service = stage.order(&format!("web-{place}.demo.test")).await;
        client_reads(stage, &service, STAFF_LOOK).await;
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.gives_up(&service).await;
        stage.shop.nothing_waits().await;
    }
    stage.paid(0, 0).await;
    assert_eq!(stage.shop.app.sandbox_state()["vms"], json!([]));
}

/// What may become of a reply.
const REPLIES: [&str; 11] = [
    "timeout_before",
    "timeout_after",
    "close_before",
    "close_after",
    "cut_reply",
    "http_500",
    "http_500_after",
    "html_page",
    "captcha",
    "redirect",
    "rate_limit",
];

/// A server without a panel, made however long it takes.
async fn bare(stage: &Stage<'_>, host_name: &str) -> String {
    let service = Wish { panel: NO_PANEL, ..lite(host_name) }.order(&stage.shop.client).await;
    stage.drain().await;
    stage.goes_on(&service).await;
    assert_eq!(one(&stage.shop.client.get(&service).await, "h1 .badge"), "Active");
    service
}

/// The names of the servers there.
fn names(stage: &Stage<'_>) -> Vec<String> {
    let state = stage.shop.app.sandbox_state();
    let names = state["vms"].as_array().unwrap().iter().map(|vm| vm["name"].as_str().unwrap().to_owned());
    let names: Vec<String> = names.collect();
    assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len(), "{names:?}");
    names
}

on_both! {
    async fn a_vmmanager_that_sleeps_is_asked_again_and_nobody_notices(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": "GET *", "times": 3, "what": "http_503" })).await;
    }

    async fn a_vmmanager_that_does_not_wake_up_tells_the_client_that_it_goes_on_by_itself(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": "GET *", "every": true, "what": "http_503" })).await;
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.look(3).await;
        client_reads(&stage, &service, BY_ITSELF).await;
        stage.mended().await;
        stage.presses(&service, "Look again now").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
    }

    async fn a_token_that_has_expired_is_renewed_and_nobody_notices(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": "GET *", "nth": 2, "what": "refuse", "error": "unauthorized" })).await;
        let first = stage.order("web-1.demo.test").await;
        stage.is_well(&first).await;
        stage.fault(json!({ "function": "GET *", "nth": 2, "what": "refuse", "error": "token_in_200" })).await;
        let second = stage.order("web-2.demo.test").await;
        stage.is_well(&second).await;
        stage.fault(json!({ "function": "GET *", "nth": 2, "what": "expire_sessions" })).await;
        let third = stage.order_for_another("web-3.demo.test").await;
        stage.shop.is_active(&stage.shop.client2, &third).await;
        stage.paid(3, 0).await;
        stage.shop.nothing_waits().await;
    }

    async fn a_task_that_is_not_listed_yet_is_waited_for_and_nobody_notices(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": CREATE, "what": "hide_task", "polls": 5 })).await;
    }

    async fn a_task_that_takes_long_is_waited_for_and_nobody_notices(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": CREATE, "what": "slow_task", "ms": 300 })).await;
    }

    async fn a_server_that_could_not_be_made_asks_staff_who_remove_it_there_and_retry(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = half_made(&stage).await;
        client_reads(&stage, &service, STAFF_LOOK).await;
        stage.paid(0, 0).await;
        // What is left of it is removed there.
        stage.person(json!({ "do": "delete_vm" })).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
        stage.shop.address();
    }

    async fn a_retry_while_the_half_made_server_is_there_makes_no_second_one_and_says_what_to_do(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = half_made(&stage).await;
        for _ in 0..2 {
            stage.presses(&service, "Retry").await;
            stage.staff_are_asked(&service, "Failed", &says_half_made(&stage)).await;
        }
        // Nor does a server that has another name by now hide.
        stage.person(json!({ "do": "rename_vm", "name": "broken" })).await;
        stage.presses(&service, "Retry").await;
        stage.staff_are_asked(&service, "Failed", &says_half_made(&stage)).await;
        stage.person(json!({ "do": "delete_vm" })).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
        stage.shop.address();
    }

    async fn a_half_made_server_that_a_person_finished_there_is_taken_at_their_retry(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = half_made(&stage).await;
        let made = servers(&stage);
        stage.person(json!({ "do": "start_vm" })).await;
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        assert_eq!(servers(&stage), made);
        stage.paid(1, 0).await;
    }

    async fn a_server_that_is_being_made_for_an_hour_asks_staff_and_a_retry_waits_for_it(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": CREATE, "what": "slow_task", "ms": 1500 })).await;
        let service = lite("web-1.demo.test").order(&stage.shop.client).await;
        stage.look(10).await;
        let says = "VMmanager has been making the server for more than an hour. Look at it there: Retry goes on waiting for \
                    it, and makes a new one only if nothing of it is left there.";
        stage.staff_are_asked(&service, "Failed", says).await;
        client_reads(&stage, &service, STAFF_LOOK).await;
        let made = servers(&stage);
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        assert_eq!(servers(&stage), made);
        stage.paid(1, 0).await;
    }

    async fn a_server_that_is_there_by_our_marker_is_found_and_not_made_twice(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": CREATE, "what": "vm_exists" })).await;
        let service = stage.order("web-1.demo.test").await;
        if stage.stands(&service).await.0 == "Failed" {
            stage.presses(&service, "Retry").await;
        }
        stage.is_well(&service).await;
        stage.paid(1, 0).await;
        stage.shop.address();
    }

    async fn a_server_whose_answer_is_lost_is_found_by_our_marker_and_not_made_twice(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": CREATE, "what": "close_after" })).await;
    }

    async fn a_server_that_was_asked_for_in_vain_is_sought_before_it_is_asked_for_again(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": CREATE, "what": "close_unread" })).await;
    }

    async fn a_vmmanager_without_room_or_addresses_is_told_to_staff_in_its_words(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("no_resources", refused("There is no node with enough resources")),
            ("no_addresses", refused("The pool has no free IP address")),
            ("busy", refused("Another operation is running")),
        ]).await;
    }

    async fn a_vmmanager_that_does_not_take_the_request_is_told_to_staff_in_its_words(app: TestApp) {
        let stage = Stage::open(app).await;
        each_asks_staff(&stage, &[
            ("unexpected_property", refused("Unexpected property")),
            ("not_found", refused("Not found")),
            ("exists", refused("This name already exists")),
        ]).await;
    }

    async fn a_vmmanager_that_lets_nobody_do_anything_for_a_moment_is_asked_again_and_nobody_notices(app: TestApp) {
        let stage = Stage::open(app).await;
        for (place, error) in ["license_unpaid", "closed_function"].into_iter().enumerate() {
            stage.fault(json!({ "function": CREATE, "what": "refuse", "error": error })).await;
            let service = stage.order(&format!("web-{place}.demo.test")).await;
            stage.is_well(&service).await;
            stage.paid(place + 1, 0).await;
        }
    }

    async fn a_vmmanager_whose_own_license_is_not_paid_is_tried_for_a_day_and_staff_read_what_to_pay(app: TestApp) {
        let says = "VMmanager's own license is not paid, so it does next to nothing. It said: The license of the platform is \
                    not active. Pay that license; it is tried again by itself for a day, then by Retry.";
        let fault = json!({ "function": CREATE, "every": true, "what": "refuse", "error": "license_unpaid" });
        lasts(&Stage::open(app).await, fault, says).await;
    }

    async fn a_function_that_vmmanager_closes_is_tried_for_a_day_and_staff_read_what_to_look_at(app: TestApp) {
        let says = "This function of VMmanager is closed to us just now. It said: Unauthorized. It is tried again by itself \
                    for a day, then by Retry. If it lasts, look there whether the processing module's user is an \
                    administrator, and whether VMmanager is under maintenance.";
        let fault = json!({ "function": CREATE, "every": true, "what": "refuse", "error": "closed_function" });
        lasts(&Stage::open(app).await, fault, says).await;
    }

    async fn a_fresh_session_that_is_turned_away_is_tried_again_and_nobody_notices(app: TestApp) {
        let fault = json!({ "function": "GET *", "times": 3, "what": "refuse", "error": "unauthorized" });
        goes_unnoticed(&Stage::open(app).await, fault).await;
    }

    async fn fresh_sessions_that_are_turned_away_for_a_day_are_for_a_person(app: TestApp) {
        let says = "VMmanager lets us in and then turns the new session away. It said: Unauthorized. It is tried again by \
                    itself for a day, then by Retry. If it lasts, look there at the sessions of the processing module's \
                    user, and from which addresses they may come.";
        let fault = json!({ "function": "GET *", "every": true, "what": "refuse", "error": "unauthorized" });
        lasts(&Stage::open(app).await, fault, says).await;
    }

    async fn an_internal_error_of_vmmanager_is_tried_again_by_itself(app: TestApp) {
        goes_unnoticed(&Stage::open(app).await, json!({ "function": CREATE, "what": "refuse", "error": "internal" })).await;
    }

    async fn a_server_that_a_person_removed_is_renewed_nothing_and_told_to_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        stage.person(json!({ "do": "delete_vm" })).await;
        stage.keep_house().await;
        stage.staff_are_asked(&service, "Failed", "VMmanager has the server no longer; nothing is renewed for it.").await;
        stage.paid(1, 0).await;
        stage.gives_up(&service).await;
        assert_eq!(stage.tasks().await, [""; 0]);
    }

    async fn a_server_that_a_person_removes_while_it_is_deleted_is_gone_and_its_license_is_free(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.order("web-1.demo.test").await;
        app.advance_days(40).await;
        stage.fault(json!({ "function": "DELETE /vm/v3/host/{id}", "what": "person", "do": "delete_vm" })).await;
        stage.shop.delete(&stage.shop.client, &service).await;
        let page = stage.shop.client.get(&service).await;
        assert_eq!(page.words("h1 .badge").as_deref(), Some("Deleted"));
        assert_eq!(stage.shop.licenses()[0]["licname"], "free.lic");
        stage.shop.nothing_waits().await;
    }

    async fn a_server_whose_address_a_person_changed_is_told_to_staff_and_its_license_stays(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        let address = stage.shop.address();
        stage.person(json!({ "do": "readdress_vm", "ip": "198.18.7.9" })).await;
        stage.keep_house().await;
        stage.tells(&service, &format!("VMmanager shows the address 198.18.7.9; known is {address}")).await;
        assert_eq!(stage.shop.licenses()[0]["ip"], address.as_str());
        stage.paid(1, 1).await;
    }

    async fn whatever_becomes_of_vmmanagers_reply_each_order_gets_one_server(app: TestApp) {
        let stage = Stage::open(app).await;
        for (place, what) in REPLIES.iter().enumerate() {
            stage.fault(json!({ "function": CREATE, "what": what })).await;
            bare(&stage, &format!("web-{place}.demo.test")).await;
            assert_eq!(names(&stage).len(), place + 1, "{what}");
        }
        stage.shop.nothing_waits().await;
    }

    async fn whatever_becomes_of_vmmanagers_reply_a_server_that_is_deleted_is_gone(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.shop.delete_at_once().await;
        for what in REPLIES {
            let service = bare(&stage, "web-1.demo.test").await;
            stage.fault(json!({ "function": "DELETE /vm/v3/host/{id}", "what": what })).await;
            stage.shop.delete(&stage.shop.client, &service).await;
            stage.goes_on(&service).await;
            assert_eq!(one(&stage.shop.client.get(&service).await, "h1 .badge"), "Deleted", "{what}");
            assert_eq!(names(&stage).len(), 0, "{what}");
        }
        stage.shop.nothing_waits().await;
    }

    async fn people_at_vmmanager_cost_no_second_server_and_no_license(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.shop.delete_at_once().await;
        stage.plays("people-at-vmmanager");
        let mut services = Vec::new();
        for host in ["web-1.demo.test", "web-2.demo.test", "web-3.demo.test"] {
            let service = stage.order(host).await;
            stage.goes_on(&service).await;
            stage.is_well(&service).await;
            services.push(service);
        }
        // One of them is what somebody made by our name a moment before us.
        assert_eq!((servers(&stage).len(), stage.shop.licenses().len()), (4, 3));
        stage.paid(3, 0).await;
        stage.shop.delete(&stage.shop.client, &services[0]).await;
        assert_eq!(one(&stage.shop.client.get(&services[0]).await, "h1 .badge"), "Deleted");
        assert_eq!((servers(&stage).len(), &stage.shop.licenses()[0]["licname"]), (3, &json!("free.lic")));
        stage.shop.nothing_waits().await;
    }

    async fn what_people_do_to_a_running_server_costs_no_second_one_and_its_license_is_renewed_once(app: TestApp) {
        let stage = Stage::open(app).await;
        let service = stage.owed_a_renewal("web-1.demo.test").await;
        for act in [
            json!({ "do": "rename_vm", "name": "anna's" }),
            json!({ "do": "stop_vm" }),
            json!({ "do": "give_vm", "user": sandbox::VM_ADMIN }),
        ] {
            stage.person(act).await;
            stage.keep_house().await;
            stage.is_well(&service).await;
        }
        stage.person(json!({ "do": "start_vm" })).await;
        assert_eq!(names(&stage), ["anna's"]);
        stage.paid(1, 1).await;
    }

    async fn a_recipe_that_fails_leaves_server_and_license_and_is_run_again_by_staff(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.fault(json!({ "function": "POST /vm/v3/host/{id}/runrecipe", "what": "recipe_fail" })).await;
        let wish = Wish { plan: "VPS Business", period: "1", panel: LITE, host_name: "web-1.demo.test" };
        let service = wish.order(&stage.shop.client).await;
        stage.drain().await;
        let says = "The recipe that installs the control panel failed. Retry runs it again; giving up leaves the installation \
                    to the client.";
        stage.staff_are_asked(&service, "Failed", says).await;
        stage.shop.is_active(&stage.shop.client, &service).await;
        let told = "ispmanager 6 lite could not be installed. Our staff have been told and look into it; the server can be \
                    used, and its license key is below.";
        assert_eq!(stage.notes(&service).await, [told]);
        stage.presses(&service, "Retry").await;
        stage.is_well(&service).await;
        assert_eq!(stage.notes(&service).await, ["ispmanager 6 lite is installed."]);
        stage.paid(1, 0).await;
    }

    async fn everything_that_vmmanager_was_seen_to_do_ends_with_one_server_for_each_order(app: TestApp) {
        let stage = Stage::open(app).await;
        stage.plays("vmmanager-trouble");
        for (place, buyer) in [&stage.shop.client, &stage.shop.client2, &stage.shop.client].into_iter().enumerate() {
            let service = lite(&format!("web-{place}.demo.test")).order(buyer).await;
            stage.drain().await;
            while stage.stands(&service).await.0 == "Failed" {
                if stage.stands(&service).await.1.contains("task failed") {
                    stage.person(json!({ "do": "delete_vm" })).await;
                }
                stage.presses(&service, "Retry").await;
            }
            stage.shop.is_active(buyer, &service).await;
        }
        stage.shop.nothing_waits().await;
        stage.paid(3, 0).await;
        assert_eq!(stage.shop.app.sandbox_state()["vms"].as_array().map(Vec::len), Some(3));
    }
}
