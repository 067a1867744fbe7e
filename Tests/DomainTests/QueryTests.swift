import Domain
import Testing

@Suite("The query language")
struct QueryTests {
    private let zones = [
        Zone(number: 1, label: "casablanca_centre", city: "casablanca"),
        Zone(number: 4, label: "marrakech_gueliz", city: "Marrakech"),
        Zone(number: 5, label: "marrakech_medina", city: "Marrakech"),
        Zone(number: 9, label: "tanger_ville", city: "Tanger"),
    ]

    private func query(_ text: String) throws(QueryError) -> InboxQuery {
        try QueryParser(zones: zones, own: [5]).parse(text, order: .deadline)
    }

    @Test("Says what is open where nothing is said")
    func empty() throws {
        #expect(try query("  ") == InboxQuery())
    }

    @Test("Takes several values, without case and accents")
    func states() throws {
        #expect(try query("state:nouvelle,TRANSFEREE").states == [.nouvelle, .transferee])
        #expect(try query("state:finished").states == [.resolue, .cloturee])
    }

    @Test(
        "Compares priorities",
        arguments: [
            (">=high", [Priority.high, .urgent]), ("<high", [.low, .medium]), ("urgent,low", [.low, .urgent]),
            (">=low", []),
        ]
    )
    func priorities(text: String, priorities: [Priority]) throws {
        #expect(try query("priority:" + text).priorities == priorities)
    }

    @Test(
        "Finds zones by name, by pattern, one's own, and those without",
        arguments: [
            ("marrakech_*", [Int16(4), 5]), ("*_ville,tanger_ville", [9]), ("mine", [5]),
            ("none,casablanca_centre", [0, 1]),
        ]
    )
    func zones(text: String, numbers: [Int16]) throws {
        #expect(try query("zone:" + text).zones == numbers)
    }

    @Test(
        "Points at what is wrong",
        arguments: [
            ("state:open prio:high", 12), ("state:nouvelle,neuve", 16), ("zone:fes_*", 6),
            ("assignee:", 10), ("order:age", 7), ("state:open state:all", 12), ("assignee:me,nobody", 13),
            ("stay:here", 6), ("wa:2h", 4), ("wa:<25h", 4), ("wa:<0m", 4), ("wa:open,closed", 9), ("tag:", 5),
            ("tag:wifi,", 10), ("tag:\"  \"", 6), ("-state:open", 1), ("state:open -order:age", 12),
            ("zone:tanger_ville -zone:tanger_*", 19), ("stay:past -stay:past", 11), ("stay:past stay:none", 11),
            ("channel:fax", 9), ("unread:maybe", 8), ("-late:yes", 1), ("due:2h", 5), ("due:<61d", 5),
            ("due:<1h,>2h", 9),
            ("phase:stay", 7), ("language:klingon", 10), ("role:chef", 6), ("after:2027-02-30", 7), ("-after:today", 1),
            ("guest:!!", 7), ("assignee:me,fatima", 13), ("-assignee:me", 1), ("property:", 10), ("late: late:no", 7),
            ("hot \"water", 5), ("wifi !!", 6), ("wifi -…", 7), ("12:30", 1), ("tag:a,\"b", 7),
            (String(repeating: "a", count: 201), 1), (String(repeating: "b ", count: 20) + "c", 41),
            (String(repeating: "tag:b ", count: 20) + "-tag:c", 121),
        ]
    )
    func problems(text: String, column: Int) {
        let problem = #expect(throws: QueryError.self) { try query(text) }
        #expect(problem?.column == column)
    }

    @Test(
        "Reads back what it writes",
        arguments: [
            "state:open order:priority",
            "state:nouvelle,en_attente priority:urgent,high zone:marrakech_* order:deadline",
            "state:finished zone:none,tanger_ville assignee:nobody order:activity",
            "state:all assignee:me order:priority",
            "state:open zone:mine,none order:priority",
            "state:open tag:wifi,\"late check-out\" tag:vip -tag:test,x stay:arriving,none wa:<2h order:priority water",
            "state:open wa:>90m order:priority \"hot water\" reserv* \"-5\" \"12:30\" -cold -\"no, thanks\"",
            "state:open wa:closed order:activity قطط \"الماء الساخن\"",
            "state:open wa:open order:priority état",
            "state:open assignee:fatima,\"Karim Guessous\" -assignee:nadia channel:whatsapp,sms unread:yes order:deadline",
            "state:open late:no due:<2h phase:pre_checkout language:fr,none role:technicien order:deadline",
            "state:all due:>1d after:2027-01-31 before:today guest:\"06 70 11 22 33\" property:majorelle order:activity",
            "state:open due:<30m after:7d before:yesterday -guest:ugo order:deadline hammam",
        ]
    )
    func writes(text: String) throws {
        #expect(try query(text).text(zones: zones, own: [5]) == text)
    }

    @Test("Takes of a tag either, of several all, and none of what is excluded")
    func tags() throws {
        let filters = try query("tag:wifi,\"late check-out\" TAG:vip -tag:test -tag:x").filters
        #expect(filters.tags == [["wifi", "late check-out"], ["vip"]])
        #expect(filters.withoutTags == ["test", "x"])
    }

    @Test("Takes all but what a minus excludes, and keeps what is said both ways")
    func exclusions() throws {
        #expect(
            try query("-stay:none,cancelled").filters.reservationPhases == [
                .upcoming, .arriving, .staying, .departing, .past,
            ]
        )
        #expect(try query("zone:marrakech_* -zone:mine").zones == [4])
        #expect(try query("-zone:marrakech_*").zones == [0, 1, 9])
        #expect(try query("-priority:low priority:<urgent").priorities == [.medium, .high])
        #expect(try query("stay:" + ReservationPhase.allCases.map(\.rawValue).joined(separator: ",")).filters.isEmpty)
    }

    @Test(
        "Reads what is left of the window in hours and minutes",
        arguments: [
            ("<2h", MessagingWindowFilter.under(minutes: 120)), (">30m", .over(minutes: 30)),
            ("<24H", .under(minutes: 1440)),
            ("open", .open), ("Closed", .closed),
        ]
    )
    func windows(text: String, window: MessagingWindowFilter) throws {
        #expect(try query("wa:" + text).filters.window == window)
    }

    @Test(
        "Understands French words as the English ones",
        arguments: [
            ("état:ouvertes retard:oui", "late:yes"), ("canal:courriel,WhatsApp", "channel:email,whatsapp"),
            ("assigné:moi priorité:>=haute", "assignee:me priority:>=high"), ("assignee:personne", "assignee:nobody"),
            ("échéance:<2j", "due:<2d"), ("langue:français,anglais", "language:fr,en"), ("nonlu:", "unread:yes"),
            ("après:hier avant:aujourd’hui", "after:yesterday before:today"), ("client:mira", "guest:mira"),
            ("logement:majorelle tri:activité", "property:majorelle order:activity"), ("zone:aucune", "zone:none"),
            ("étiquette:wifi séjour:arrive", "tag:wifi stay:arriving"), ("rôle:technicien", "role:technicien"),
        ]
    )
    func french(text: String, english: String) throws {
        #expect(try query(text) == query(english))
    }

    @Test("Completes colleagues' names with quotes, and each field's values")
    func completesConditions() {
        let completion = QueryCompletion(zones: zones, people: ["Fatima El-Fassi", "Nadia"].map { UntrustedText($0) })
        #expect(completion.continuations(of: "assignee:f") == ["assignee:\"Fatima El-Fassi\""])
        #expect(completion.continuations(of: "-assignee:n") == ["-assignee:Nadia"])
        #expect(completion.continuations(of: "channel:w") == ["channel:whatsapp"])
        #expect(completion.continuations(of: "canal:w") == ["canal:whatsapp"])
        #expect(completion.continuations(of: "late:") == ["late:yes", "late:no"])
        #expect(completion.continuations(of: "-un") == [])
        for field in QueryField.allCases where field != .tag && field != .guest && field != .property {
            for word in completion.continuations(of: field.rawValue + ":") {
                #expect(throws: Never.self, "\(word)") { try query(word) }
            }
        }
    }

    @Test("Looks for words and for words in their order, whatever quotes a keyboard makes")
    func words() throws {
        let filters = try query("wifi “hot water” «l'eau chaude» reserv* -cold -\"not now\"").filters
        #expect(filters.words.map(\.text) == ["wifi", "hot water", "l'eau chaude", "reserv*"])
        #expect(filters.withoutWords.map(\.text) == ["cold", "not now"])
    }

    @Test(
        "Signs of other languages are text",
        arguments: ["'; DROP TABLE x; --a", "%_a%", "a & b | !c:*", "\u{202E}a\u{2066}"]
    )
    func foreignSigns(text: String) throws {
        let query = try query("\"" + text + "\"")
        #expect(query.filters.words.map(\.text) == [text])
        #expect(try self.query(query.text(zones: zones, own: [5])) == query)
    }

    @Test("Every reading of what it writes is the same query")
    func roundTrips() throws {
        for text in [
            "-zone:marrakech_* -stay:past \"a b\"", "tag:\"a:b,c d\" -tag:\"-x\"", "priority:>low wa:<90m -\"or\"",
        ] {
            let first = try query(text)
            #expect(try query(first.text(zones: zones, own: [5])) == first)
        }
    }

    @Test("Completes tags in use, stays and windows, with quotes where a tag needs them, also behind a minus")
    func completesFilters() {
        let completion = QueryCompletion(
            zones: zones,
            tags: ["WiFi", "late check-out", "a\"b"].map { UntrustedText($0) }
        )
        #expect(completion.continuations(of: "tag:w") == ["tag:WiFi"])
        #expect(completion.continuations(of: "x -tag:wifi,la") == ["-tag:wifi,\"late check-out\""])
        #expect(completion.continuations(of: "tag:\"late ch") == ["tag:\"late check-out\""])
        #expect(completion.continuations(of: "tag:").count == 2)
        #expect(completion.continuations(of: "-st") == ["-stay:"])
        #expect(completion.continuations(of: "stay:ar") == ["stay:arriving"])
        #expect(completion.continuations(of: "wa:<") == ["wa:<1h", "wa:<2h", "wa:<4h"])
        #expect(completion.continuations(of: "\"sta") == [])
        let text = "a tag:\"b c"
        #expect(text[QueryCompletion.startOfLastWord(in: text)...] == "tag:\"b c")
    }

    @Test("Completes fields, then values, also behind a comma")
    func completes() {
        let completion = QueryCompletion(zones: zones)
        #expect(completion.continuations(of: "stat") == ["state:"])
        #expect(completion.continuations(of: "state:open as") == ["assignee:"])
        #expect(completion.continuations(of: "zone:marrakech_g") == ["zone:marrakech_gueliz"])
        #expect(completion.continuations(of: "state:nouvelle,tr") == ["state:nouvelle,transferee"])
        #expect(completion.continuations(of: "state:open ").count == QueryField.allCases.count)
    }
}
