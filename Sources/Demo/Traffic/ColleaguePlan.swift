/// Decides what the simulated colleagues do: each does one thing at a time, and one is always away or about to be.
struct ColleaguePlan: Sendable {
    /// The colleagues with an open console; the last one starts out away.
    let people: [Employee]
    private var busy: Set<Int> = []
    /// Each colleague's waiting conversations, the most urgent last.
    private var waiting: [Int: [TrafficEvent.ConversationKey]] = [:]

    /// Some agents of every region; others stay offline, so that both are visible.
    static let logins = [
        "fatima_elfassi", "omar_cherkaoui", "sanaa_berrada", "fatima_tazi", "leila_amrani", "ghizlane_hajji",
        "youssef_bennani",
    ]

    /// The seconds without a key press after which a colleague counts as away.
    private static let idleThreshold = 300

    init(_ company: Company) {
        people = Self.logins.compactMap { login in company.staff.agents.first { $0.login == login } }
        for thread in Self.open(in: company) {
            guard let number = thread.assignee?.number, people.contains(where: { $0.number == number }) else {
                continue
            }
            waiting[number, default: []].append(
                TrafficEvent.ConversationKey(
                    guest: thread.guest.number,
                    channel: thread.channel,
                    zone: thread.zone,
                    owner: number,
                    conversation: .row(.conversation, thread.number, seed: company.seed)
                )
            )
        }
    }

    /// The conversations waiting for a reply, the most urgent last; limited in a large company.
    private static func open(in company: Company) -> [GuestThread] {
        let writer = ThreadWriter(company: company)
        let numbers = (0..<company.conversations).lazy.filter { company.rank(of: $0) < company.openCount }.prefix(2_000)
        let waiting = numbers.map(writer.thread).compactMap { thread in thread.due.map { (thread, $0) } }
        return waiting.sorted { ($0.0.priority.rawValue, $1.1) < ($1.0.priority.rawValue, $0.1) }.map(\.0)
    }

    /// The initial events: one colleague is away already, the others view the inbox.
    mutating func begin() -> [TrafficEvent.ScheduledEvent] {
        guard let first = people.first, let absent = people.last else { return [] }
        busy.insert(absent.number)
        return [
            coming(0, absent.number, .goIdle(seconds: Self.idleThreshold * 12 / 5)),
            coming(2_000, first.number, .viewInbox),
        ]
    }

    /// An idle colleague and their most urgent conversation; nil if there is none.
    mutating func dequeueOwn(_ random: inout SplitMix64) -> (number: Int, talk: TrafficEvent.ConversationKey)? {
        let free = people.map(\.number).filter { !busy.contains($0) && waiting[$0]?.isEmpty == false }
        guard !free.isEmpty else { return nil }
        let number = random.pick(free)
        return waiting[number]?.popLast().map { (number, $0) }
    }

    /// Queues a guest's unanswered message for the conversation's assignee.
    mutating func enqueue(_ talk: TrafficEvent.ConversationKey, _ random: inout SplitMix64) {
        guard let owner = talk.owner, people.contains(where: { $0.number == owner }) else { return }
        let others = waiting[owner, default: []].filter { ($0.guest, $0.channel) != (talk.guest, talk.channel) }
        waiting[owner] = others
        waiting[owner]?.insert(talk, at: random.below(others.count + 1))
    }

    /// An idle colleague: the assignee, or for an unassigned conversation one who works in its zone; nil if there is
    /// none.
    func availableColleague(for talk: TrafficEvent.ConversationKey, _ random: inout SplitMix64) -> Int? {
        let free = people.filter { person in
            guard !busy.contains(person.number) else { return false }
            return talk.owner.map { $0 == person.number } ?? (talk.zone == 0 || person.zones.contains(talk.zone))
        }
        return free.isEmpty ? nil : random.pick(free).number
    }

    /// The events of a reply: a colleague opens the conversation, types, replies and leaves.
    mutating func answer(
        _ talk: TrafficEvent.ConversationKey,
        by number: Int,
        text: String,
        _ random: inout SplitMix64
    ) -> [TrafficEvent.ScheduledEvent] {
        busy.insert(number)
        let opening = 1_000 + random.below(3_000)
        let typing = opening + 1_500 + random.below(2_500)
        let sending = typing + 5_000 + random.below(9_000)
        let sent = TrafficEvent.companyAnswers(talk, sender: .colleague(number), text: text)
        return [
            coming(opening, number, .open(talk)),
            coming(typing, number, .type(talk)),
            TrafficEvent.ScheduledEvent(delay: .milliseconds(sending), event: sent),
            coming(sending + 50, number, .open(talk)),
            coming(sending + 1_000 + random.below(3_000), number, .close),
        ]
    }

    /// The events that follow a colleague's action: the absent one returns, then another leaves.
    mutating func after(
        _ number: Int,
        _ deed: TrafficEvent.ConsoleAction,
        _ random: inout SplitMix64
    ) -> [TrafficEvent.ScheduledEvent] {
        switch deed {
        case .viewInbox:
            return [coming(8_000 + random.below(16_000), number, .viewInbox)]
        case .open, .type:
            return []
        case .close:
            busy.remove(number)
            return []
        case .goIdle:
            return [coming(60_000 + random.below(90_000), number, .resume)]
        case .resume:
            busy.remove(number)
            let free = people.filter { !busy.contains($0.number) && $0.number != number }
            let next = free.isEmpty ? number : random.pick(free).number
            busy.insert(next)
            return [coming(30_000 + random.below(60_000), next, .goIdle(seconds: Self.idleThreshold))]
        }
    }

    private func coming(_ milliseconds: Int, _ number: Int, _ deed: TrafficEvent.ConsoleAction)
        -> TrafficEvent.ScheduledEvent
    {
        TrafficEvent.ScheduledEvent(delay: .milliseconds(milliseconds), event: .colleague(number, deed))
    }
}
