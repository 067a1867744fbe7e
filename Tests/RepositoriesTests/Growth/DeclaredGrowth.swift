/// What reads more where there is more, and why it must.
struct DeclaredGrowth {
    let reason: String
    /// So many pages at most in the larger company: half as many again as were measured.
    let pages: Int64

    /// By the names of the cases.
    static let all: [String: Self] = {
        let narrowed = "a narrowed page reads what its filter leaves"
        return [
            "inbox_narrowed stay:staying of open": Self(
                reason: "\(narrowed): every stay that hasn't ended",
                pages: 2_800
            ),
            "inbox_narrowed tag:wifi of all": Self(reason: "\(narrowed): all that have the tag", pages: 800),
            "inbox_narrowed wa:closed of all": Self(reason: "\(narrowed): walks past the last day", pages: 1_700),
            "reservations": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "reservations in a zone": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "reservations of a status": Self(reason: "sorts the stays of an isolated agent's zones", pages: 800),
            "tags_in_use": Self(reason: "counts the tags of what is open", pages: 2_400),
            "recount_deadlines": Self(reason: "counts every deadline anew", pages: 14_000),
            "set_calendar": Self(reason: "counts every deadline anew", pages: 14_000),
            "set_sla_target": Self(reason: "counts every deadline anew", pages: 14_000),
        ]
    }()
}
