//! The facts of the hand-written twin, a bit each, under the names they have in the packs.
#![expect(non_upper_case_globals, reason = "a bit has the name of its fact in the packs")]

macro_rules! facts {
    ($($fact:ident)*) => {
        #[expect(non_camel_case_types, reason = "only counts the facts")]
        #[derive(Clone, Copy)]
        enum Place { $($fact),* }
        $(pub(crate) const $fact: u128 = 1 << Place::$fact as u32;)*
        /// Every fact and its bit.
        pub(crate) const FACTS: &[(&str, u128)] = &[$((stringify!($fact), $fact)),*];
    };
}

facts! {
    // What is read off other answers: from the date of birth, and options of four choices.
    unborn under_16 age_16 age_17 under_18
    profession_with_duty active_under_13 active_16_17 cared_for_by_somebody_else
    // The yes/no facts of `england` and `walsall`; those of prompts stand last and are not read.
    immediate_danger reasonable_cause_significant_harm epo_in_force police_protection
    believe_harm_unless_moved_or_kept enquiries_frustrated access_needed_urgently
    assessment_needed_to_tell_harm assessment_unlikely_without_order
    suffering_or_likely_significant_harm harm_from_care_given beyond_parental_control
    married_16_17 injury_non_mobile standard_unlikely_without_services
    impairment_likely_without_services child_disabled provides_care_for_another
    care_under_contract_or_voluntary regarded_as_young_carer young_carer_may_need_support
    young_carer_assessment_requested young_carer_assessed_before
    young_carer_circumstances_changed parent_carer_may_need_support
    parent_carer_assessment_requested parent_carer_assessed_before
    parent_carer_circumstances_changed no_one_with_parental_responsibility lost_or_abandoned
    carer_prevented_from_caring homeless_16_17 welfare_seriously_prejudiced_without_home
    parental_objection_able_to_house child_16_agrees_to_accommodation
    live_with_order_holder_agrees stay_28_days_or_more private_fostering_exempt
    school_holiday_stay_over_two_weeks fgm_told_by_girl fgm_signs_seen fgm_lawful_surgery
    fgm_learned_in_course_of_work fgm_reported_by_same_profession fgm_risk_or_suspicion
    trust_position_listed trust_position_sport_or_religion modern_slavery_indicators
    radicalisation_concern terrorist_threat_or_travel_imminent channel_panel_referral
    forced_marriage_risk child_marriage_conduct child_experiences_domestic_abuse
    related_to_victim_or_abuser returned_from_missing return_interview_offered
    allegation_against_worker asking_risks_child_harm asking_risks_others_harm
    asking_may_spoil_investigation asking_causes_harmful_delay additional_need
    needs_several_agencies planned_help_no_change multi_agency_help_no_change
    child_discloses_abuse sees_or_hears_ill_treatment accumulating_lower_level_concerns
    walks_unaided_to_school age_uncertain_maybe_under_18 unaccompanied_asylum_seeking sexual_power_imbalance
    exploitation_signs family_refuses_help repeated_contacts_pattern
    stepping_down_from_social_care single_s17_payment_only unsure_of_threshold
    urgent_child_protection_referral professional_disagreement
}
