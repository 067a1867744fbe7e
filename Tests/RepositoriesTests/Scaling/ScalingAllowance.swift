/// Allows a statement to read more in a larger company, and says why it must.
struct ScalingAllowance {
    let reason: String
    /// The maximum number of pages in the larger company: 1.5 times the measured one.
    let pages: Int64

    /// The allowances by case name.
    static let all: [String: Self] = {
        let narrowed = "a narrowed page reads what its filter leaves"
        let step = "walks past the first hundred before it asks an index; the smaller company has no more"
        let own = "an isolated agent's own conversations outside their zones are compared one by one"
        let isolated = "an isolated agent's own come before the index of everybody's stays and windows"
        return [
            "search_messages": Self(reason: own, pages: 2_200),
            "search_messages parking 777 []": Self(reason: own, pages: 2_200),
            "search_messages réservation []": Self(reason: own, pages: 2_200),
            "search_messages hot water []": Self(reason: own, pages: 2_200),
            "search_messages nowhere []": Self(reason: own, pages: 2_200),
            "inbox_filtered stay:upcoming of open": Self(reason: isolated, pages: 4_500),
            "inbox_filtered stay:staying of all": Self(reason: isolated, pages: 5_000),
            "inbox_filtered stay:cancelled of open": Self(reason: isolated, pages: 3_600),
            "inbox_filtered stay:cancelled of all": Self(reason: isolated, pages: 4_600),
            "inbox_filtered tag:rare 7 of open": Self(reason: step, pages: 1_200),
            "inbox_filtered tag:nowhere of open": Self(reason: step, pages: 1_200),
            "inbox_filtered stay:arriving of open": Self(reason: isolated, pages: 3_400),
            "inbox_filtered stay:arriving of all": Self(reason: isolated, pages: 9_000),
            "inbox_filtered stay:departing of open": Self(reason: isolated, pages: 3_400),
            "inbox_filtered stay:departing of all": Self(reason: isolated, pages: 9_000),
            "inbox_filtered wa:<2h of open": Self(reason: isolated, pages: 3_400),
            "inbox_filtered wa:<2h of all": Self(reason: isolated, pages: 9_000),
            "inbox_filtered stay:staying of open": Self(
                reason: "\(narrowed): every stay that hasn't ended",
                pages: 2_800
            ),
            "inbox_filtered tag:wifi of all": Self(reason: "\(narrowed): all that have the tag", pages: 800),
            "inbox_filtered wa:closed of all": Self(reason: "\(narrowed): walks past the last day", pages: 1_700),
            "reservations": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "reservations in a zone": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "reservations of a status": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "revoke_role": Self(reason: "hands over up to 500 of the person's conversations", pages: 5_000),
            "tags_in_use": Self(reason: "counts the tags of what is open", pages: 2_400),
            "recalculate_deadlines": Self(reason: "counts every deadline anew", pages: 14_000),
            "save_calendar": Self(reason: "counts every deadline anew", pages: 14_000),
            "save_sla_target": Self(reason: "counts every deadline anew", pages: 14_000),
        ]
    }()
}
