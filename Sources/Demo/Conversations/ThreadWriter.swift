/// Generates a company's conversations, each from its number alone.
struct ThreadWriter: Sendable {
    let company: Company

    /// Conversation `number`, from 0.
    func thread(_ number: Int) -> GuestThread {
        var random = SplitMix64(seed: company.seed ^ 0xc0de, stream: UInt64(number))
        let rank = company.rank(of: number)
        let outcome = Outcome(rank: rank, open: company.openCount, agents: company.staff.agents.count)
        let ending = ending(outcome, &random)
        let course = Timeline(outcome: outcome, ending: ending, now: company.now, &random)
        let visit = visit(course, outcome, &random)
        let guest = company.guest(visit.guest)
        let phase = visit.stay?.phase(at: course.end) ?? .before
        let property = visit.stay.map { company.property($0.property) }
        let assignee = assignee(outcome, zone: property?.zone ?? 0, &random)
        let dialogue = Dialogue(corpus: company.corpus, language: guest.language, phase: phase, ending: ending)
        let said = dialogue.lines(
            topic: dialogue.topic(suiting: course.priority, &random),
            count: Self.lengths[rank % Self.lengths.count],
            urgency: course.priority,
            &random
        )
        let setting = TemplateContext(
            guest: guest,
            property: property ?? company.property(random.below(60)),
            stay: visit.stay
        )
        let cast = ConversationStaff(
            lead: assignee ?? random.pick(company.staff.agents(zone: property?.zone ?? 0)),
            steering: random.pick(company.staff.supervisors)
        )
        let times = course.times(said.drafts, &random)
        let lines = setting.lines(said.drafts, times: times, cast: cast, &random)
        return GuestThread(
            number: number,
            guest: guest,
            stay: visit.stay,
            property: property,
            channel: channel(visit.stay?.source, &random),
            state: state(outcome, ending, course, &random),
            priority: course.priority,
            phase: phase,
            topic: said.topic,
            assignee: assignee,
            role: outcome == .passedOn ? said.topic.escalation : nil,
            lines: lines,
            waitingSince: outcome == .closed ? nil : Self.waitingSince(lines)
        )
    }

    /// Twenty lengths with a sum of 200 lines: ten per conversation, some short, a few long.
    static let lengths = [9, 4, 13, 6, 24, 5, 8, 11, 3, 16, 7, 5, 12, 9, 19, 6, 10, 8, 14, 11]

    private func ending(_ outcome: Outcome, _ random: inout SplitMix64) -> Ending {
        switch outcome {
        case .new: .guestWaits
        case .passedOn: .passedOn
        case .withDemoAgent, .withOthers: random.chance(46) ? .guestWaits : .agentAnswered
        case .closed: random.chance(60) ? .guestThanked : .agentAnswered
        }
    }

    private func state(
        _ outcome: Outcome,
        _ ending: Ending,
        _ course: Timeline,
        _ random: inout SplitMix64
    ) -> GuestThread.State {
        switch outcome {
        case .new: .new
        case .passedOn: .transferred
        case .withDemoAgent, .withOthers: ending == .agentAnswered && random.chance(72) ? .waiting : .active
        case .closed:
            switch (company.now - course.end) / UnixTime.day {
            case ..<4: .resolved
            case ..<45: random.chance(25) ? .resolved : .closed
            default: random.chance(60) ? .archived : .closed
            }
        }
    }

    private func assignee(_ outcome: Outcome, zone: Int, _ random: inout SplitMix64) -> Employee? {
        switch outcome {
        case .new, .passedOn: return nil
        case .withDemoAgent: return company.staff.agents[0]
        case .withOthers:
            let others = company.staff.agents(zone: zone).filter { $0.login != "agent" }
            return random.pick(others.isEmpty ? Array(company.staff.agents.dropFirst()) : others)
        case .closed: return random.pick(company.staff.agents(zone: zone))
        }
    }

    /// The reservation that the conversation is about and its guest, or a guest without a reservation.
    private func visit(_ course: Timeline, _ outcome: Outcome, _ random: inout SplitMix64) -> (
        stay: Reservation?, guest: Int
    ) {
        let day = UnixTime.day
        let phase = JourneyPhase.allCases[random.weighted([13, 31, 34, 5, 17])]
        let nights = random.within(2...9)
        let arrival: UnixTime? =
            switch phase {
            case .before: nil
            case .booked: course.end + random.below(25 * day)
            case .staying: course.end - random.below(5 * day)
            case .leaving: course.end - nights * day + random.below(day)
            case .gone: course.end - 4 * day - random.below(16 * day)
            }
        let zones = outcome == .withDemoAgent ? company.staff.agents[0].zones : []
        let stay = arrival.flatMap { moment in
            company.stays.find(arriving: moment) { stay in
                stay.phase(at: course.end) == phase
                    && (zones.isEmpty || zones.contains(company.property(stay.property).zone))
            }
        }
        return (stay, stay?.guest ?? random.below(company.guests))
    }

    private func channel(_ source: Reservation.Source?, _ random: inout SplitMix64) -> GuestThread.Channel {
        let weights =
            switch source {
            case .booking, .airbnb, .expedia, .ctrip: [38, 10, 46, 1, 5]
            case .direct, nil: [56, 24, 0, 12, 8]
            }
        return GuestThread.Channel.allCases[random.weighted(weights)]
    }

    /// The time of the guest's first line after the company's last one.
    private static func waitingSince(_ lines: [GuestThread.Line]) -> UnixTime? {
        let answered = lines.lastIndex { $0.voice.isPublic && !$0.voice.isGuest && $0.voice != .chatbot }
        return lines[(answered.map { $0 + 1 } ?? 0)...].first { $0.voice.isGuest }?.time
    }
}
