import Console
import Domain

/// A guest who writes by e-mail and WhatsApp, and the answers to merge requests.
extension ConsoleHarness {
    static let mail = pair(31, .email, "Merci, et pour le parking ?", minutesAgo: 20)
    static let chat = pair(32, .whatsapp, "C'est encore moi", minutesAgo: 5)

    private static func pair(_ number: UInt64, _ channel: Channel, _ text: String, minutesAgo: Int64) -> Conversation {
        var talk = conversation(number, "Inès Laurent", "Riad Yasmine", text, channel: channel, minutesAgo: minutesAgo)
        talk.guest = Identifier(high: 8, low: 31)
        talk.assignee = me
        talk.assigneeName = UntrustedText("Nadia Alami")
        talk.lastSequence = 2
        return talk
    }

    static let pairThreads: [Identifier<Conversation>: [Message]] = [
        mail.id: [
            said(1, "Bonjour, nous arrivons samedi.", in: mail, minutesAgo: 50),
            said(2, "Merci, et pour le parking ?", in: mail, minutesAgo: 20),
        ],
        chat.id: [
            said(1, "Bonjour, c'est Inès, j'ai écrit un e-mail", in: chat, minutesAgo: 40),
            said(2, "C'est encore moi", in: chat, minutesAgo: 5),
        ],
    ]

    private static func said(_ number: Int64, _ text: String, in talk: Conversation, minutesAgo: Int64) -> Message {
        var message = message(number, .guest, "Inès Laurent", text, minutesAgo: minutesAgo)
        message.id = Identifier(high: 9, low: UInt64(1_000 + minutesAgo))
        message.conversation = talk.id
        message.channel = talk.channel
        return message
    }

    /// A harness for a supervisor, with both conversations of that guest first.
    static func withPair(columns: Int = 80, rows: Int = 24, role: AppRole = .superviseur, language: Language = .english)
        -> ConsoleHarness
    {
        ConsoleHarness(
            columns: columns,
            rows: rows,
            role: role,
            language: language,
            conversations: [chat, mail] + [guests[1], guests[3]],
            messages: pairThreads
        )
    }

    mutating func merging(_ request: MergingRequest) -> MergingEvent {
        switch request {
        case .readGuestConversations(let guest): return .guestConversationsRead(of: guest, .success(talks(of: guest)))
        case .merge(let members, let head):
            for member in members { merge(member, into: head) }
            return .merged(members, into: head, .success(()))
        case .unmerge(let members, let head):
            for id in members + [head] { part(id) }
            return .unmerged(members, from: head, .success(()))
        case .readSequence(let id):
            let message = messages.values.joined().first { $0.id == id }
            return .sequenceRead(of: id, .success(message?.sequence))
        }
    }

    private func talks(of guest: Identifier<Guest>) -> [GuestConversation] {
        let all =
            conversations + apart.values.map(\.talk).filter { talk in !conversations.contains { $0.id == talk.id } }
        return all.filter { $0.guest == guest }.sorted { $0.lastMessageAt > $1.lastMessageAt }.map { talk in
            let head = conversations.first { $0.contains(talk.id) && $0.id != talk.id }?.id
            return GuestConversation(
                id: talk.id,
                channel: talk.channel,
                state: talk.state,
                propertyName: talk.propertyName,
                checkIn: talk.checkIn,
                checkOut: talk.checkOut,
                createdAt: talk.createdAt,
                lastMessageAt: talk.lastMessageAt,
                lastMessage: talk.lastMessage,
                messages: talk.lastSequence,
                head: head,
                members: Int16(max(0, talk.parts.count - 1))
            )
        }
    }

    /// Merges as a colleague or the current user would, without notifying the console.
    mutating func merge(_ member: Identifier<Conversation>, into head: Identifier<Conversation>) {
        guard let place = conversations.firstIndex(where: { $0.id == head }),
            let joining = conversations.first(where: { $0.id == member })
        else { return }
        for talk in [conversations[place], joining] { apart[talk.id] = (talk, messages[talk.id] ?? []) }
        let whole = ((messages[head] ?? []) + (messages[member] ?? [])).sorted { $0.createdAt < $1.createdAt }
        messages[head] = whole.enumerated().map { index, message in
            var message = message
            message.sequence = Int64(index + 1)
            return message
        }
        conversations[place].parts = [conversations[place], joining].map {
            ThreadPart(id: $0.id, channel: $0.channel, lastGuestAt: $0.lastGuestAt)
        }
        conversations[place].threadVersion += 1
        conversations[place].lastSequence = Int64(whole.count)
        conversations[place].lastMessageAt = max(conversations[place].lastMessageAt, joining.lastMessageAt)
        conversations.removeAll { $0.id == member }
    }

    private mutating func part(_ id: Identifier<Conversation>) {
        guard let own = apart.removeValue(forKey: id) else { return }
        var talk = own.talk
        talk.threadVersion += 2
        conversations.removeAll { $0.id == id }
        conversations.append(talk)
        messages[id] = own.messages
    }
}
