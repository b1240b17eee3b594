//! Reviews: which there are, who decides, and by when what is done.

use super::{Reader, marked};
use crate::pack::{Placed, RoleKind, Subject};
use crate::render::clocks::clock;
use crate::render::names::{Names, bare};
use crate::render::reviews::{firmness, is_called_for, review_label};
use crate::render::tree::{Line, Page};

/// For a board the deadlines are those of so many days.
pub(super) fn subject(
    page: &mut Page,
    placed: &Placed<Subject>,
    reader: Reader,
    names: &Names<'_>,
) {
    let (items, subject) = (names.items(), placed.is.id.as_str());
    let label = placed.is.label.as_str();
    page.part(3, label);
    let is_now = |id: &str| {
        let found = items.reviews.iter().find(|one| one.is.id == id);
        found.is_some_and(|one| one.is.subject == subject && is_called_for(&one.is, names))
    };
    let reviews = items.reviews.iter().map(|one| &one.is).filter(|one| is_now(&one.id));
    let rows = reviews.map(|one| {
        let roles = items.roles.iter().map(|role| &role.is);
        let decides = roles.filter(|role| role.review == one.id && role.role == RoleKind::Decides);
        let decides: Vec<String> = decides.map(|role| role.who.clone()).collect();
        vec![
            Line::text(&one.label),
            Line::text(&one.who),
            firmness(one, names),
            Line::text(match decides.is_empty() {
                true => "nothing is said beyond who is responsible".to_owned(),
                false => decides.join("; "),
            }),
        ]
    });
    page.table(
        format!("Reviews in short – {label}"),
        &[
            "Review, notice or enquiry",
            "Who is responsible",
            "When it is called for",
            "Who decides",
        ],
        rows.collect(),
    );
    let actions = items.actions.iter().map(|one| &one.is).filter(|one| is_now(&one.review));
    let rows = actions.filter_map(|one| {
        let by = one.clock.as_ref()?;
        if reader == Reader::Board && !by.period.has_date() {
            return None;
        }
        Some(vec![
            Line::text(review_label(&one.review, names)),
            marked(Line::text(format!("{}: {}", one.who, bare(&one.does))), &one.standing, names),
            clock(by, names),
        ])
    });
    page.table(
        format!("Deadlines in short – {label}"),
        &["Review", "Who does what", "By when"],
        rows.collect(),
    );
}
