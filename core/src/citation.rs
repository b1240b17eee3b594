//! Who says so: sources, citations, and how firmly a rule rests on them.

use serde::Serialize;

/// A published document that rules cite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Lower case words joined by `-`.
    pub id: String,
    /// The document's own title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When: `2018`, `2018-07` or `2018-07-04`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What a reader has to know of the document itself: that it is an earlier one, say, which may
    /// have been replaced since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caution: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The id of the source.
    pub source: String,
    /// Paragraph, section, page or row.
    pub at: String,
}

/// Defines an enum of wire words together with the table that reads them.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[allow(unreachable_pub, reason = "some are words of answers alone")]
        pub enum $name {
            $($(#[$item])* #[serde(rename = $word)] $variant,)*
        }

        #[allow(unreachable_pub, dead_code, reason = "some are words of answers alone")]
        impl $name {
            /// Every value with its word on the wire.
            pub const WORDS: &'static [(&'static str, $name)] = &[$(($word, $name::$variant),)*];

            /// The word on the wire.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How strongly a rule binds.
    Strength {
        /// Required, decided, "will".
        Must = "must",
        /// Expected.
        Should = "should",
        /// Allowed.
        May = "may",
        /// An intention or plan.
        Aim = "aim",
    }
}

words! {
    /// What kind of text a rule rests on.
    Basis {
        /// An Act, or regulations made under one; case law on them.
        Statute = "statute",
        /// Guidance that the law tells people to follow.
        StatutoryGuidance = "statutory-guidance",
        /// The partnership's own published arrangements.
        LocalArrangements = "local-arrangements",
        /// What partnerships publish as their practice.
        PublishedPractice = "published-practice",
        /// A reading made in this project, to be confirmed.
        ProjectReading = "project-reading",
    }
}

words! {
    /// How surely the rule says what its source says.
    Evidence {
        /// Compared with the published text.
        TextChecked = "text-checked",
        /// Taken from somebody's report of the text.
        Secondary = "secondary",
        /// Stated by number; the text was not compared.
        Recalled = "recalled",
        /// Concluded from marked facts.
        Inferred = "inferred",
    }
}

/// Strength, basis, evidence and citations: carried by everything a pack states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// How strongly it binds.
    pub strength: Strength,
    /// What kind of text it rests on.
    pub basis: Basis,
    /// How surely it says what the text says.
    pub evidence: Evidence,
    /// Where it stands; never empty.
    pub cites: Vec<Citation>,
}

impl Standing {
    /// The same with the titles of the documents.
    pub(crate) fn grounds<'k>(
        &'k self,
        source: impl Fn(&'k str) -> Option<&'k Source>,
    ) -> Grounds<'k> {
        let cites = self.cites.iter().map(|cite| Cited::of(cite, source(&cite.source)));
        Grounds {
            strength: self.strength,
            basis: self.basis,
            evidence: self.evidence,
            cites: cites.collect(),
        }
    }
}

/// A citation with the words a reader needs to find the place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cited<'k> {
    /// The source's id.
    pub source: &'k str,
    /// Its title.
    pub title: &'k str,
    /// The place in it.
    pub at: &'k str,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'k str>,
}

/// Who says so, as an answer gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Grounds<'k> {
    /// How strongly it binds.
    pub strength: Strength,
    /// What kind of text it rests on.
    pub basis: Basis,
    /// How surely it says what the text says.
    pub evidence: Evidence,
    /// Where it stands.
    pub cites: Vec<Cited<'k>>,
}

impl<'k> Cited<'k> {
    pub(crate) fn of(cite: &'k Citation, source: Option<&'k Source>) -> Cited<'k> {
        Cited {
            source: &cite.source,
            title: source.map_or("", |source| &source.title),
            at: &cite.at,
            link: source.and_then(|source| source.link.as_deref()),
        }
    }
}
