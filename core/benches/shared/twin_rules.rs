//! The rules of the hand-written twin, named and ordered as the packs have them.

use super::twin::Case;
use super::twin_facts::*;

impl Case {
    pub(super) fn level(self) -> u8 {
        let four = self.any(
            immediate_danger
                | terrorist_threat_or_travel_imminent
                | reasonable_cause_significant_harm
                | epo_in_force
                | police_protection
                | standard_unlikely_without_services
                | impairment_likely_without_services
                | active_under_13
                | injury_non_mobile,
        );
        if four
            || self.fgm_learned()
            || self.accommodation()
            || self.accommodation_16()
            || self.homeless()
        {
            4
        } else if self
            .any(needs_several_agencies | planned_help_no_change | multi_agency_help_no_change)
        {
            3
        } else if self.any(additional_need) {
            2
        } else {
            1
        }
    }

    /// The routes, in the order of the packs.
    pub(super) fn routes(self) -> u64 {
        let born = self.not(unborn);
        let believe = self.any(believe_harm_unless_moved_or_kept);
        let frustrated = self
            .all(reasonable_cause_significant_harm | enquiries_frustrated | access_needed_urgently);
        let fgm = self.fgm_learned();
        let routes = [
            self.danger(),
            self.enquiry(),
            self.all(unborn | reasonable_cause_significant_harm),
            born && believe,
            born && (believe || frustrated),
            fgm && self.all(profession_with_duty | fgm_learned_in_course_of_work)
                && self.not(fgm_reported_by_same_profession),
            fgm || self.any(fgm_risk_or_suspicion),
            self.any(active_under_13),
            self.all(active_16_17 | trust_position_listed),
            self.all(active_16_17 | trust_position_sport_or_religion),
            self.any(injury_non_mobile),
            self.any(child_marriage_conduct),
            self.any(forced_marriage_risk),
            self.any(modern_slavery_indicators),
            self.any(allegation_against_worker),
            self.any(radicalisation_concern),
            self.all(radicalisation_concern | channel_panel_referral),
            self.any(returned_from_missing) && self.not(return_interview_offered),
            self.in_need(),
            self.accommodation(),
            self.accommodation_16(),
            self.homeless(),
            born && self.all(
                reasonable_cause_significant_harm
                    | assessment_needed_to_tell_harm
                    | assessment_unlikely_without_order,
            ),
            self.care_proceedings(),
            self.young_carer(),
            self.parent_carer(),
            self.private_fostering(),
            self.all(child_experiences_domestic_abuse | related_to_victim_or_abuser),
        ];
        routes.iter().rev().fold(0, |bits, route| bits << 1 | u64::from(*route))
    }

    fn danger(self) -> bool {
        self.any(immediate_danger | terrorist_threat_or_travel_imminent)
    }

    fn enquiry(self) -> bool {
        self.any(epo_in_force | police_protection | reasonable_cause_significant_harm)
    }

    fn fgm_learned(self) -> bool {
        self.any(fgm_told_by_girl) || self.any(fgm_signs_seen) && self.not(fgm_lawful_surgery)
    }

    fn in_need(self) -> bool {
        self.any(
            standard_unlikely_without_services
                | impairment_likely_without_services
                | child_disabled,
        )
    }

    fn no_objection(self) -> bool {
        self.not(parental_objection_able_to_house)
            || self.any(no_one_with_parental_responsibility | live_with_order_holder_agrees)
            || self.all(age_16 | child_16_agrees_to_accommodation)
    }

    fn accommodation(self) -> bool {
        self.not(unborn)
            && self.in_need()
            && self.any(
                no_one_with_parental_responsibility
                    | lost_or_abandoned
                    | carer_prevented_from_caring,
            )
            && self.no_objection()
    }

    fn accommodation_16(self) -> bool {
        self.in_need()
            && self.all(age_16 | welfare_seriously_prejudiced_without_home)
            && self.no_objection()
    }

    fn homeless(self) -> bool {
        self.all(age_16 | under_18 | homeless_16_17)
    }

    fn care_proceedings(self) -> bool {
        self.any(suffering_or_likely_significant_harm)
            && self.any(harm_from_care_given | beyond_parental_control)
            && self.none(unborn | age_17)
            && (self.not(age_16) || self.not(married_16_17))
    }

    fn young_carer(self) -> bool {
        self.any(provides_care_for_another)
            && (self.not(care_under_contract_or_voluntary) || self.any(regarded_as_young_carer))
            && self.any(young_carer_may_need_support | young_carer_assessment_requested)
            && (self.not(young_carer_assessed_before)
                || self.any(young_carer_circumstances_changed))
    }

    fn parent_carer(self) -> bool {
        self.any(child_disabled)
            && self.any(parent_carer_may_need_support | parent_carer_assessment_requested)
            && (self.not(parent_carer_assessed_before)
                || self.any(parent_carer_circumstances_changed))
    }

    fn private_fostering(self) -> bool {
        let arranged = self.all(cared_for_by_somebody_else | stay_28_days_or_more)
            && self.not(private_fostering_exempt);
        arranged && (self.any(under_16) || self.all(under_18 | child_disabled))
            || self.all(under_16 | school_holiday_stay_over_two_weeks)
    }

    /// The consent rules under which one may go on without agreement, in the order of the packs.
    pub(super) fn without_consent(self) -> u64 {
        let agreed = self.any(no_one_with_parental_responsibility)
            || self.all(age_16 | child_16_agrees_to_accommodation)
            || self.all(parental_objection_able_to_house | live_with_order_holder_agrees);
        let asking_harms = self.any(
            asking_risks_child_harm
                | asking_risks_others_harm
                | asking_may_spoil_investigation
                | asking_causes_harmful_delay,
        );
        let level_four = self.danger() || self.enquiry() || self.fgm_learned() || asking_harms;
        u64::from(self.enquiry()) << 1
            | u64::from(agreed) << 2
            | u64::from(self.any(injury_non_mobile)) << 5
            | u64::from(self.any(active_under_13)) << 6
            | u64::from(level_four) << 13
            | Self::NEVER_NEEDED
    }

    /// Reports of mutilation, Prevent, and the National Referral Mechanism.
    const NEVER_NEEDED: u64 = 1 << 4 | 1 << 7 | 1 << 9;
}
