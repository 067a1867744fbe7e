import Console
import Domain

extension ConsoleHarness {
    static func conversation(
        _ number: UInt64,
        _ guest: String,
        _ property: String,
        _ text: String,
        state: ConversationState = .enCours,
        priority: Priority = .medium,
        channel: Channel = .whatsapp,
        assignee: Identifier<Person>? = nil,
        minutesAgo: Int64,
        unread: Int64 = 0,
        dueIn: Int64? = nil
    ) -> Conversation {
        let at = Timestamp(seconds: now.seconds - minutesAgo * 60)
        return Conversation(
            id: Identifier(high: 7, low: number),
            state: state,
            priority: priority,
            channel: channel,
            journeyPhase: "SEJOUR_COURS",
            subject: nil,
            tags: [],
            assignee: assignee,
            assigneeName: assignee == fatima
                ? UntrustedText("Fatima El-Fassi") : assignee.map { _ in UntrustedText("Nadia Alami") },
            zone: "casablanca_centre",
            guest: Identifier(high: 8, low: number),
            guestName: UntrustedText(guest),
            guestCountry: UntrustedText("FR"),
            propertyName: UntrustedText(property),
            checkIn: CalendarDay(days: 20_781),
            checkOut: CalendarDay(days: 20_784),
            lastMessageAt: at,
            lastMessage: UntrustedText(text),
            lastSender: .guest,
            lastSequence: 4,
            unread: unread,
            answerDueAt: dueIn.map { Timestamp(seconds: now.seconds + $0 * 60) },
            assignVersion: 0,
            createdAt: at,
            owedSince: dueIn.map { _ in at },
            targetDueAt: dueIn.map { Timestamp(seconds: now.seconds + $0 * 60) },
            lastGuestAt: at
        )
    }

    static let guests: [Conversation] = [
        conversation(
            1,
            "Sofia Moreau",
            "Marina Casablanca 4B",
            "Le code de la porte ne marche pas, il pleut",
            priority: .urgent,
            assignee: me,
            minutesAgo: 7,
            unread: 2,
            dueIn: 7
        ),
        conversation(
            2,
            "James Okafor",
            "Riad Majorelle Garden",
            "Can we check in at 11? Our flight lands early and we have two small children with us",
            state: .nouvelle,
            priority: .high,
            channel: .beds24,
            minutesAgo: 24,
            unread: 1,
            dueIn: -12
        ),
        conversation(
            3,
            "أمينة العلوي",
            "Agdal Océan",
            "السلام عليكم، هل يوجد موقف للسيارات؟",
            priority: .high,
            assignee: fatima,
            minutesAgo: 38,
            unread: 1
        ),
        conversation(
            4,
            "Klaus Weber",
            "Palmeraie 2",
            "Vielen Dank! Eine Frage noch zum Check-out…",
            state: .enAttente,
            channel: .email,
            assignee: me,
            minutesAgo: 62
        ),
        conversation(5, "Giulia Rossi", "Gueliz 7", "Perfetto, grazie mille 🌞", channel: .beds24, minutesAgo: 130),
    ]

    static func message(
        _ sequence: Int64,
        _ sender: SenderType,
        _ name: String?,
        _ text: String,
        minutesAgo: Int64,
        note: Bool = false,
        delivery: DeliveryState? = nil,
        person: Identifier<Person>? = nil,
        attachments: [String] = [],
        details: MessageDetails = MessageDetails(),
        channel: Channel? = nil,
        subject: String? = nil,
        reservation: Identifier<Reservation>? = nil
    ) -> Message {
        Message(
            id: Identifier(high: 9, low: UInt64(sequence)),
            sequence: sequence,
            sender: person,
            senderType: sender,
            senderName: name.map { UntrustedText($0) },
            content: UntrustedText(text),
            type: "text",
            isInternal: note,
            isAutomated: false,
            attachments: attachments.map { Attachment(name: UntrustedText($0)) },
            delivery: delivery,
            createdAt: Timestamp(seconds: now.seconds - minutesAgo * 60),
            channel: channel,
            details: details,
            reservation: reservation,
            subject: subject.map { UntrustedText($0) }
        )
    }

    /// Makes this many conversations, latest first; the first guest is `Guest 0`.
    static func many(_ count: Int) -> [Conversation] {
        (0..<count).map { number in
            conversation(UInt64(1_000 + number), "Guest \(number)", "Riad \(number)", "text", minutesAgo: Int64(number))
        }
    }

    /// A thread of the first guest with this many numbered messages, one minute apart.
    static func thread(_ count: Int) -> [Identifier<Conversation>: [Message]] {
        let messages = (1...count).map { number in
            message(Int64(number), .guest, "Sofia Moreau", "message \(number)", minutesAgo: Int64(count - number))
        }
        return [guests[0].id: messages]
    }

    static let threads: [Identifier<Conversation>: [Message]] = [
        Identifier(high: 7, low: 1): [
            message(
                1,
                .guest,
                "Sofia Moreau",
                "Bonjour, nous arrivons vers 14 h. Le code est bien 1234A ?",
                minutesAgo: 21
            ),
            message(
                2,
                .agent,
                "Nadia Alami",
                "Bonjour Sofia, oui, 1234A puis 5678B. Bon trajet !",
                minutesAgo: 18,
                delivery: .read,
                person: me
            ),
            message(
                3,
                .agent,
                "Fatima El-Fassi",
                "Le boîtier a été changé hier, voir avec la technique.",
                minutesAgo: 12,
                note: true,
                person: fatima
            ),
            message(
                4,
                .guest,
                "Sofia Moreau",
                "Le code de la porte ne marche pas, il pleut",
                minutesAgo: 7,
                attachments: ["porte.jpg"]
            ),
        ]
    ]

    /// The conversations that match a query, in its order.
    func rows(of query: InboxQuery) -> [Conversation] {
        conversations.filter { row in
            query.states.contains(row.state) && (query.priorities.isEmpty || query.priorities.contains(row.priority))
                && (query.zones.isEmpty || query.zones.contains(number(of: row.zone)))
                && (query.assignment == .anyone || (query.assignment == .mine) == (row.assignee == ConsoleHarness.me))
        }.sorted { query.order.precedes($0, $1) }
    }

    func page(_ read: InboxPageRequest) -> [Conversation] {
        let query = read.query
        let rows = rows(of: query)
        switch read.position {
        case .first: return Array(rows.prefix(read.limit))
        case .last: return Array(rows.suffix(read.limit))
        case .after(let cursor):
            return Array(rows.filter { query.order.precedes(ConsoleHarness.row(at: cursor), $0) }.prefix(read.limit))
        case .before(let cursor):
            return Array(rows.filter { query.order.precedes($0, ConsoleHarness.row(at: cursor)) }.suffix(read.limit))
        }
    }

    /// A row at a cursor: as in the database, a page starts at the cursor's values, not at a row.
    private static func row(at cursor: InboxCursor) -> Conversation {
        var row = guests[0]
        row.id = cursor.id
        row.priority = cursor.priority
        row.state = cursor.isOpen ? .nouvelle : .cloturee
        row.lastMessageAt = cursor.lastMessageAt
        row.replyDueAt = cursor.answerDueAt
        return row
    }

    func timeline(_ id: Identifier<Conversation>, before entry: TimelineEntry?) -> [TimelineEntry] {
        let all = timelines[id] ?? []
        let rest = entry.map { last in Array(all.drop { $0.key != last.key }.dropFirst()) } ?? all
        return Array(rest.prefix(Timeline.pageLimit))
    }

    func page(_ read: ThreadPageRequest) -> [Message] {
        let all = messages[read.conversation] ?? []
        switch read.position {
        case .last: return Array(all.suffix(read.limit))
        case .before(let sequence): return Array(all.filter { $0.sequence < sequence }.suffix(read.limit))
        case .after(let sequence): return Array(all.filter { $0.sequence > sequence }.prefix(read.limit))
        }
    }

    var counters: InboxCounters {
        InboxCounters(
            conversations.filter(\.state.isOpen).map { row in
                InboxCounters.Entry(
                    zone: number(of: row.zone),
                    state: row.state,
                    priority: row.priority,
                    count: 1,
                    mine: row.assignee == ConsoleHarness.me ? 1 : 0,
                    unassigned: row.assignee == nil ? 1 : 0,
                    late: row.replyDueAt.map { $0 < ConsoleHarness.now ? 1 : 0 } ?? 0
                )
            }
        )
    }

    func number(of label: String?) -> Int16 { zones.first { $0.label == label }?.number ?? 0 }

    /// The messages that contain the search text, newest first.
    func found(_ read: MessageSearchRequest) -> [FoundMessage] {
        let all = messages.flatMap { id, thread in thread.map { (id, $0) } }
            .filter { $0.1.content.original.lowercased().contains(read.search.words) }
            .sorted { $0.1.createdAt > $1.1.createdAt }
            .map { id, message in
                FoundMessage(
                    id: message.id,
                    conversation: id,
                    sequence: message.sequence,
                    createdAt: message.createdAt,
                    sender: message.senderType,
                    senderName: message.senderName,
                    isInternal: message.isInternal,
                    excerpt: message.content,
                    state: conversations.first { $0.id == id }?.state ?? .nouvelle,
                    guestName: conversations.first { $0.id == id }?.guestName,
                    propertyName: conversations.first { $0.id == id }?.propertyName
                )
            }
        let start = read.before.flatMap { last in all.firstIndex { $0.id == last.id } }.map { $0 + 1 } ?? 0
        return Array(all[start...].prefix(read.limit))
    }

    func panel(_ id: Identifier<Conversation>) -> ConversationDetails {
        let row = conversations.first { $0.id == id }
        return ConversationDetails(
            guest: Guest(
                id: Identifier(high: 8, low: 1),
                name: row?.guestName,
                firstName: row?.guestName.map { UntrustedText(String($0.original.prefix { $0 != " " })) },
                email: isOnlyClaimed ? nil : UntrustedText("guest@example.com"),
                phone: isOnlyClaimed ? nil : UntrustedText("+33 6 12 34 56 78"),
                country: row?.guestCountry,
                claims: claims
            ),
            reservation: isOnlyClaimed
                ? nil
                : Reservation(
                    id: Identifier(high: 6, low: 1),
                    source: UntrustedText("airbnb"),
                    status: UntrustedText(stayStatus),
                    checkIn: row?.checkIn,
                    checkOut: row?.checkOut,
                    guests: 3
                ),
            property: Property(
                id: Identifier(high: 5, low: 1),
                name: row?.propertyName ?? UntrustedText(""),
                address: UntrustedText("12 boulevard des Almohades, Casablanca"),
                zone: row?.zone,
                amenities: [UntrustedText("wifi"), UntrustedText("parking")],
                accessNotes: UntrustedText("Key box left of the door, code 1234.\nConcierge: 0661 00 00 00")
            ),
            conversationCount: 3,
            signature: signature
        )
    }
}
