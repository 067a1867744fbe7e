/// Decides what guests, channels and colleagues do next. Knows the company, not the database.
struct TrafficPlan: Sendable {
    private let company: Company
    private let writer: ThreadWriter
    private var random: SplitMix64
    private var colleagues: ColleaguePlan

    init(company: Company, seed: UInt64) {
        self.company = company
        writer = ThreadWriter(company: company)
        random = SplitMix64(seed: seed)
        colleagues = ColleaguePlan(company)
    }

    /// The colleagues with an open console.
    var people: [Employee] { colleagues.people }

    /// The initial events.
    mutating func begin() -> [TrafficEvent.ScheduledEvent] {
        colleagues.begin() + [next()]
    }

    /// The next unprompted message of a guest.
    mutating func next() -> TrafficEvent.ScheduledEvent {
        let number = random.below(company.conversations)
        let thread = writer.thread(number)
        let delay = Duration.milliseconds(600 + random.below(5_400))
        let talk = TrafficEvent.ConversationKey(
            guest: thread.guest.number,
            channel: thread.channel,
            zone: thread.zone,
            owner: thread.state.isOpen ? thread.assignee?.number : nil
        )
        return TrafficEvent.ScheduledEvent(delay: delay, event: write(talk, thread.guest, thread.phase))
    }

    /// The events that follow an event: sometimes a reply, after which the guest continues or thanks.
    mutating func after(_ event: TrafficEvent) -> [TrafficEvent.ScheduledEvent] {
        switch event {
        case .guestWrites(let talk, _):
            if random.chance(36) { return answer(talk) }
            colleagues.enqueue(talk, &random)
            return []
        case .companyAnswers(let talk, _, _):
            return random.chance(40) ? [thanks(talk)] : []
        case .delivered:
            return []
        case .colleague(let number, let deed):
            return (deed == .viewInbox ? answerOwn() : []) + colleagues.after(number, deed, &random)
        }
    }

    /// A colleague replies in a conversation assigned to them.
    private mutating func answerOwn() -> [TrafficEvent.ScheduledEvent] {
        guard let (number, talk) = colleagues.dequeueOwn(&random) else { return [] }
        let guest = company.guest(talk.guest)
        let text = fill(random.pick(company.corpus.phrases(guest.language).holding), for: guest)
        return colleagues.answer(talk, by: number, text: text, &random)
    }

    /// Someone replies: in 60 % of cases an idle colleague if there is one, otherwise a bot.
    private mutating func answer(_ talk: TrafficEvent.ConversationKey) -> [TrafficEvent.ScheduledEvent] {
        let guest = company.guest(talk.guest)
        let phrases = company.corpus.phrases(guest.language)
        let holding = fill(random.pick(phrases.holding), for: guest)
        if random.chance(60), let number = colleagues.availableColleague(for: talk, &random) {
            return colleagues.answer(talk, by: number, text: holding, &random)
        }
        let isChatbot = random.chance(75)
        let text = isChatbot ? fill(random.pick(phrases.greetings), for: guest) : holding
        let answer = TrafficEvent.companyAnswers(talk, sender: isChatbot ? .chatbot : .ai, text: text)
        return [TrafficEvent.ScheduledEvent(delay: .milliseconds(900 + random.below(3_000)), event: answer)]
    }

    /// The events that follow a console's message: it is sent, delivered, read, and often answered.
    mutating func after(_ queued: QueuedMessage) -> [TrafficEvent.ScheduledEvent] {
        func came(_ state: TrafficEvent.State, after milliseconds: Int) -> TrafficEvent.ScheduledEvent {
            let event = TrafficEvent.delivered(
                message: queued.message,
                conversation: queued.conversation,
                state: state
            )
            return TrafficEvent.ScheduledEvent(delay: .milliseconds(milliseconds), event: event)
        }
        let read = 3_000 + random.below(6_000)
        var coming = [
            came(.sent, after: 300 + random.below(500)), came(.delivered, after: 1_000 + random.below(1_500)),
        ]
        if queued.channel != .email, queued.channel != .sms { coming.append(came(.read, after: read)) }
        guard let guest = queued.guest, random.chance(70) else { return coming }
        // The guest's next message concerns the agent at the console.
        let owner = company.staff.agents.first?.number
        let answer = thanks(TrafficEvent.ConversationKey(guest: guest, channel: queued.channel, zone: 0, owner: owner))
        return coming + [
            TrafficEvent.ScheduledEvent(delay: .milliseconds(read + 2_000 + random.below(9_000)), event: answer.event)
        ]
    }

    private mutating func write(_ talk: TrafficEvent.ConversationKey, _ guest: Guest, _ phase: JourneyPhase)
        -> TrafficEvent
    {
        let topics = company.corpus.topics(guest.language, phase: phase)
        let questions = company.corpus.script(guest.language, random.pick(topics)).turns.filter {
            $0.voice == .guest(isFile: false)
        }
        let words = random.chance(20) ? company.corpus.phrases(guest.language).nudges : random.pick(questions).ways
        return .guestWrites(talk, text: fill(random.pick(words), for: guest))
    }

    private mutating func thanks(_ talk: TrafficEvent.ConversationKey) -> TrafficEvent.ScheduledEvent {
        let guest = company.guest(talk.guest)
        let text = fill(random.pick(company.corpus.phrases(guest.language).thanks), for: guest)
        return TrafficEvent.ScheduledEvent(
            delay: .milliseconds(3_000 + random.below(9_000)),
            event: .guestWrites(talk, text: text)
        )
    }

    private mutating func fill(_ template: Template, for guest: Guest) -> String {
        TemplateContext(guest: guest, property: company.property(random.below(company.properties)), stay: nil)
            .fill(template, &random)
    }
}
