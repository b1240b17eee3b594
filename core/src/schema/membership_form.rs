//! What `wire/membership_form.rs` takes for a request.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::text::{Day, Words};
use schemars::JsonSchema;

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum MembershipWord {
    Membership,
}

described! {
    /// What can be given about meetings, seats and organisations.
    #[schemars(title = "A request for a form about membership")]
    MembershipForm {
        /// Which kind of question it is for.
        family: MembershipWord,
        /// The pack.
        pack: Words,
        /// The day whose rules apply.
        as_of: Day,
    } may {
        /// This body alone.
        body: Words,
        /// This matter alone.
        matter: Words,
    }
}
