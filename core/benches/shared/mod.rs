//! What the benchmarks have in common.

pub(crate) mod agreement;
pub(crate) mod borough;
pub(crate) mod case;
pub(crate) mod incident;
pub(crate) mod meeting;
pub(crate) mod ratio;
pub(crate) mod request;
pub(crate) mod twin;
mod twin_facts;
mod twin_rules;
