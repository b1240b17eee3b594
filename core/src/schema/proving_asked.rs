//! What `wire/proving.rs` and `wire/rendering.rs` take for a request: questions about packs themselves.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::request::Answer;
use super::text::{Day, LevelNumber, SettingValue, WordId, Words};
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// Describes the word for one question.
macro_rules! word {
    ($word:ident::$variant:ident) => {
        #[derive(JsonSchema)]
        #[schemars(rename_all = "kebab-case", inline)]
        enum $word {
            $variant,
        }
    };
}
word!(ProveWord::Prove);
word!(CompareWord::Compare);
word!(WhyNotWord::WhyNot);
word!(CoverageWord::Coverage);
word!(MutateWord::Mutate);
word!(RenderWord::Render);
word!(ChangesWord::Changes);

/// A family whose packs are compared case by case.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ComparedFamily {
    Thresholds,
    Reviews,
}

/// The most steps that a search may take; 400,000,000 when absent.
#[derive(JsonSchema)]
#[schemars(inline)]
struct Steps(#[schemars(range(min = 1, max = 1_000_000_000_000_u64))] u64);

described! {
    /// What holds of the rules of a pack, whatever is answered.
    #[schemars(title = "A question about what is proved of a pack")]
    Prove {
        /// What is asked.
        question: ProveWord,
        /// The pack.
        pack: Words,
        /// The day whose rules are looked at.
        as_of: Day,
    } may {
        /// The family; `thresholds` when absent.
        family: AnyFamily,
        /// Only this subject; all when absent.
        subject: Words,
        /// How much work it may be.
        steps: Steps,
    }
}

described! {
    /// A pack with a day.
    CompareSide {
        /// The pack.
        pack: Words,
        /// The day whose rules are looked at.
        as_of: Day,
    }
}

described! {
    /// The smallest cases on which two packs, or one on two days, differ.
    #[schemars(title = "Two packs compared")]
    Compare {
        /// What is asked.
        question: CompareWord,
        /// Whom the rules are about.
        subject: Words,
        /// The first pack with its day.
        before: CompareSide,
        /// The second.
        after: CompareSide,
    } may {
        /// The family; `thresholds` when absent.
        family: ComparedFamily,
        /// How much work it may be.
        steps: Steps,
    }
}

/// An outcome that somebody asks about.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum WantedAsked {
    /// This level or a higher one.
    LevelAtLeast(LevelNumber),
    /// This level or a lower one.
    LevelAtMost(LevelNumber),
    /// The route holds.
    Route(WordId),
    /// The route does not hold.
    NoRoute(WordId),
    /// The review is called for so firmly or more; with the family `reviews`.
    ReviewAtLeast(CalledAsked),
    /// The review is called for so firmly or less.
    ReviewAtMost(CalledAsked),
}

described! {
    /// A review, and how firmly it is called for.
    CalledAsked {
        /// The review.
        review: WordId,
        /// How firmly.
        modality: crate::pack::Modality,
    }
}

/// A family whose answers are asked about.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum WhyNotFamily {
    Thresholds,
    Reviews,
}

described! {
    /// What would have to be answered otherwise for another outcome.
    #[schemars(title = "A question about other answers")]
    WhyNot {
        /// What is asked.
        question: WhyNotWord,
        /// The pack.
        pack: Words,
        /// Whom it is about.
        subject: Words,
        /// The day whose rules apply.
        as_of: Day,
        /// The answers as they are.
        facts: BTreeMap<String, Answer>,
        /// The outcome that is asked about.
        wanted: WantedAsked,
    } may {
        /// The family; `thresholds` when absent.
        family: WhyNotFamily,
        /// Values for settings; `null`: not set.
        settings: BTreeMap<String, Option<SettingValue>>,
        /// Facts whose answers stand.
        fixed: Vec<Words>,
        /// At most so many answers are changed at once; 4 when absent.
        #[schemars(range(min = 1, max = 10))]
        most_changes: u32,
        /// At most so many ways are given; 20 when absent.
        #[schemars(range(min = 1, max = 1_000))]
        most_ways: u32,
        /// How much work it may be.
        steps: Steps,
    }
}

/// A family of packs.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum AnyFamily {
    Thresholds,
    Reviews,
    Audits,
    Membership,
}

/// How much a document tells.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum DocumentLength {
    /// Everything that the rules say.
    Full,
    /// One family in short: for thresholds what a safeguarding lead keeps at hand.
    Short,
    /// All families in short, for a member of a board.
    Board,
}

/// The form of a document.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum DocumentForm {
    Markdown,
    Html,
}

described! {
    /// A pack as a document to be read.
    #[schemars(title = "A pack as a document")]
    Render {
        /// What is asked.
        question: RenderWord,
        /// The pack.
        pack: Words,
        /// The day whose rules are told.
        as_of: Day,
        /// Markdown, or one HTML file that needs nothing beside it.
        format: DocumentForm,
    } may {
        /// The family; `thresholds` when absent. Not with `board`, which is of all.
        family: AnyFamily,
        /// Only this subject; all when absent. Not with `board`.
        subject: Words,
        /// How much it tells; `full` when absent.
        length: DocumentLength,
    }
}

described! {
    /// What two packs, or one on two days, say differently, in the words of their documents.
    #[schemars(title = "Two packs as documents compared")]
    Changes {
        /// What is asked.
        question: ChangesWord,
        /// The first pack with its day.
        before: CompareSide,
        /// The second.
        after: CompareSide,
    } may {
        /// The family; `thresholds` when absent.
        family: AnyFamily,
        /// Only this subject; all when absent.
        subject: Words,
    }
}

described! {
    /// What of packs no fixture shows.
    #[schemars(title = "A question about what fixtures cover")]
    Coverage {
        /// What is asked.
        question: CoverageWord,
        /// Packs and sources that are measured, each as its text; those at hand may lie beneath.
        packs: Vec<Words>,
        /// Files of fixtures and stories, each as its text.
        fixtures: Vec<Words>,
    }
}

described! {
    /// Which mistakes in packs no fixture would notice.
    #[schemars(title = "A question about packs made wrong")]
    Mutate {
        /// What is asked.
        question: MutateWord,
        /// Packs and sources that are made wrong, each as its text; those at hand may lie beneath.
        packs: Vec<Words>,
        /// Files of fixtures and stories, each as its text.
        fixtures: Vec<Words>,
    } may {
        /// Only every so many-th mistake is tried; each when absent.
        #[schemars(range(min = 1, max = 1_000_000))]
        every: u32,
        /// The first that is tried, counted from 0; 0 when absent.
        #[schemars(range(min = 0, max = 1_000_000))]
        first: u32,
    }
}

/// What a pack made wrong can have met with that is listed.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum ListedFate {
    Equal,
    Survived,
}

described! {
    /// A pack made wrong in one place.
    #[schemars(rename = "Mutant")]
    MutantListed {
        /// The edition, such as `england/thresholds/2018-07-04`.
        edition: String,
        /// A JSON pointer into the edition.
        at: String,
        /// The item that it lies in.
        item: String,
        /// What was done.
        change: String,
        /// The same in words.
        words: String,
        /// What became of it.
        fate: ListedFate,
    }
}
