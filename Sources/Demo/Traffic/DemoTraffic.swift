import Loop
import Postgres

/// Simulates traffic: guests write and reply, bots greet, colleagues type, messages are delivered. It calls the
/// channels' entry points with their login, and acts for colleagues through consoles of their own. It listens as the
/// owner for messages queued by consoles, in place of the channels' webhooks.
final class DemoTraffic {
    private var plan: TrafficPlan
    private let company: Company
    private let place: DemoPaths
    private let channels: Connection
    private let listener: Connection
    /// 1 is the usual pace; 0.1 is ten times as fast.
    private let pace: Double
    private let run: String
    private var scheduled: [(at: MonotonicTime, event: TrafficEvent)] = []
    private var notifiedConversations: Set<String> = []
    /// When the listener last asked for the channels' names; nil before the first time.
    private var channelsAskedAt: MonotonicTime?
    private var sent: Set<UUIDBytes> = []
    /// The conversation of each guest's last message.
    private var conversations: [TrafficEvent.ConversationKey: UUIDBytes] = [:]
    private var count = 0

    /// `now`, in seconds since 1970, distinguishes this run from earlier ones.
    init(company: Company, place: DemoPaths, now: Int, pace: Double = 1) {
        self.company = company
        self.place = place
        self.pace = pace
        run = String(now, radix: 36)
        plan = TrafficPlan(company: company, seed: company.seed ^ UInt64(now))
        channels = place.connection(database: DemoDatabase.name, login: Staff.channelsLogin)
        listener = place.connection(database: DemoDatabase.name)
    }

    /// Runs until the server stops.
    func runUntilServerStops() {
        listener.onNotification = { [unowned self] in
            // The conversation, and with a relay the session that changed it.
            let id = $0.payload.prefix { $0 != " " }
            if !id.isEmpty, id != "presence" { notifiedConversations.insert(String(id)) }
        }
        guard (try? listener.connect()) != nil, (try? channels.connect()) != nil else { return }
        let colleagues = DemoColleagues(plan.people, place: place)
        defer { colleagues.close() }
        plan.begin().forEach(schedule)
        while listener.phase.isConnected, channels.phase.isConnected {
            updateChannels()
            listener.waitAndAdvance(limit: (scheduled.map(\.at) + [colleagues.deadline]).min())
            takeQueued()
            actOnDue(colleagues)
            colleagues.sendHeartbeats(at: MonotonicTime.now())
        }
    }

    /// Listens to the channels of what everybody at the desk reads, as they are called now: they are renamed every few minutes.
    private func updateChannels() {
        guard channelsAskedAt.map({ .now() - $0 > .seconds(30) }) ?? true else { return }
        channelsAskedAt = .now()
        guard let names = try? listener.run(TrafficRequests.channels()) else { return }
        listener.listen(onlyTo: names)
    }

    private func schedule(_ next: TrafficEvent.ScheduledEvent) {
        scheduled.append((MonotonicTime.now() + next.delay * pace, next.event))
    }

    private func actOnDue(_ colleagues: DemoColleagues) {
        let now = MonotonicTime.now()
        let due = scheduled.filter { $0.at <= now }.sorted { $0.at < $1.at }
        scheduled.removeAll { $0.at <= now }
        for (_, event) in due {
            act(on: event, colleagues)
            plan.after(event).forEach(schedule)
        }
        let isSomethingOnItsWay = scheduled.contains { $0.event.isUnprompted }
        if !isSomethingOnItsWay { schedule(plan.next()) }
    }

    private func takeQueued() {
        defer { notifiedConversations = [] }
        for conversation in notifiedConversations {
            let messages = (try? listener.run(TrafficRequests.queued(conversation: conversation))) ?? []
            for message in messages where sent.insert(message.message).inserted {
                plan.after(message).forEach(schedule)
            }
        }
    }

    /// Refusals, for example of an archived conversation, are normal for a channel.
    private func act(on event: TrafficEvent, _ colleagues: DemoColleagues) {
        count += 1
        switch event {
        case .guestWrites(let talk, let text):
            let conversation = try? channels.run(receive(talk, text))
            conversations[talk] = conversation
            announce(conversation)
        case .companyAnswers(let talk, let sender, let text):
            announce(try? channels.run(record(talk, sender, text)))
        case .delivered(let message, let conversation, let state):
            announce((try? channels.run(TrafficRequests.report(state, message: message))).map { conversation })
        case .colleague(let number, let deed):
            colleagues.perform(number, by: deed, in: deed.talk.flatMap { $0.conversation ?? conversations[$0] })
        }
    }

    private var identifier: String { "busy-\(run)-\(count)" }

    private func receive(_ talk: TrafficEvent.ConversationKey, _ text: String) -> Request<UUIDBytes> {
        let guest = company.guest(talk.guest)
        return TrafficRequests.receive(
            account: talk.channel.account,
            identifier: identifier,
            channel: talk.channel.rawValue,
            address: talk.channel.address(of: guest),
            text: text,
            name: guest.fullName
        )
    }

    private func record(_ talk: TrafficEvent.ConversationKey, _ sender: TrafficEvent.Sender, _ text: String) -> Request<
        UUIDBytes
    > {
        TrafficRequests.record(
            account: talk.channel.account,
            identifier: identifier,
            sender: sender.label,
            address: talk.channel.address(of: company.guest(talk.guest)),
            text: text,
            name: name(of: sender)
        )
    }

    private func name(of sender: TrafficEvent.Sender) -> String? {
        switch sender {
        case .chatbot, .ai: nil
        case .colleague(let number): company.staff.all.first { $0.number == number }?.fullName
        }
    }

    private func announce(_ conversation: UUIDBytes?) {
        guard let conversation else { return }
        _ = try? channels.run(TrafficRequests.announce(conversation))
    }
}

extension TrafficEvent {
    /// Whether a guest writes without being prompted.
    fileprivate var isUnprompted: Bool {
        switch self {
        case .guestWrites: true
        case .companyAnswers, .delivered, .colleague: false
        }
    }
}

extension TrafficEvent.ConsoleAction {
    /// The conversation it concerns; nil if none.
    fileprivate var talk: TrafficEvent.ConversationKey? {
        switch self {
        case .open(let talk), .type(let talk): talk
        case .viewInbox, .close, .goIdle, .resume: nil
        }
    }
}
