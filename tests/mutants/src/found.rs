//! Where the expressions, arms and fields of a file are, by the place at which a mutant names them.

use proc_macro2::{LineColumn, Span};
use quote::ToTokens;
use std::collections::{BTreeSet, HashMap};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A line and a column, both from 1.
pub type At = (usize, usize);

/// Two operands and what stands between them.
pub struct Binary {
    pub left: At,
    pub operator: At,
    pub operator_end: At,
    pub end: At,
    /// An operand of it is `let`, so that it is part of a condition and no value.
    pub has_let: bool,
}

/// A field of a struct of which the others come from somewhere else.
pub struct Field {
    pub of: String,
    pub name: String,
    pub value: At,
    pub value_end: At,
    pub base: (At, At),
    /// The rest is taken from a name, whose field can be read.
    pub base_is_a_name: bool,
}

#[derive(Default)]
pub struct Found {
    /// By the place of the operator.
    pub binaries: HashMap<At, Binary>,
    /// By the place of the operator: where the operand begins and ends.
    pub unaries: HashMap<At, (At, At)>,
    /// By the place of the arm: the end of its pattern, and its guard.
    pub arms: HashMap<At, (At, Option<(At, At)>)>,
    /// By the place of the field.
    pub fields: HashMap<At, Field>,
    /// First statements of functions that are `const`, in which nothing can be asked.
    pub of_const: BTreeSet<At>,
}

fn at(place: LineColumn) -> At {
    (place.line, place.column + 1)
}

fn first(tokens: impl ToTokens) -> Span {
    let mut all = tokens.to_token_stream().into_iter();
    all.next().expect("a token").span()
}

fn start_of(tokens: &impl ToTokens) -> At {
    at(first(tokens).start())
}

fn end_of(tokens: &impl ToTokens) -> At {
    at(tokens.to_token_stream().into_iter().last().expect("a token").span().end())
}

fn has_let(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(both) if matches!(both.op, syn::BinOp::And(_)) => {
            has_let(&both.left) || has_let(&both.right)
        }
        _ => false,
    }
}

impl Found {
    pub fn of(text: &str) -> Found {
        let mut found = Found::default();
        found.visit_file(&syn::parse_file(text).expect("Rust"));
        found
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if signature.constness.is_some() {
            self.of_const.extend(block.stmts.first().map(start_of));
        }
    }
}

impl<'a> Visit<'a> for Found {
    fn visit_expr_binary(&mut self, both: &'a syn::ExprBinary) {
        let operator = start_of(&both.op);
        let binary = Binary {
            left: start_of(&both.left),
            operator,
            operator_end: end_of(&both.op),
            end: end_of(&both.right),
            has_let: has_let(&both.left) || has_let(&both.right),
        };
        self.binaries.insert(operator, binary);
        visit::visit_expr_binary(self, both);
    }

    fn visit_expr_unary(&mut self, one: &'a syn::ExprUnary) {
        self.unaries.insert(start_of(&one.op), (start_of(&one.expr), end_of(&one.expr)));
        visit::visit_expr_unary(self, one);
    }

    fn visit_arm(&mut self, arm: &'a syn::Arm) {
        let guard = arm.guard.as_ref().map(|(_, guard)| (start_of(guard), end_of(guard)));
        self.arms.insert(at(arm.span().start()), (end_of(&arm.pat), guard));
        visit::visit_arm(self, arm);
    }

    fn visit_expr_struct(&mut self, made: &'a syn::ExprStruct) {
        if let Some(rest) = &made.rest {
            for field in &made.fields {
                let found = Field {
                    of: made.path.to_token_stream().to_string(),
                    name: field.member.to_token_stream().to_string(),
                    value: start_of(&field.expr),
                    value_end: end_of(&field.expr),
                    base: (start_of(rest), end_of(rest)),
                    base_is_a_name: matches!(**rest, syn::Expr::Path(_))
                        && field.colon_token.is_some(),
                };
                self.fields.insert(start_of(field), found);
            }
        }
        visit::visit_expr_struct(self, made);
    }

    fn visit_item_fn(&mut self, function: &'a syn::ItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }
}
