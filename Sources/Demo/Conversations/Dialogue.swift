/// Combines dialogues of several topics into one conversation of a given length.
struct Dialogue: Sendable {
    let corpus: Corpus
    let language: Language
    let phase: JourneyPhase
    let ending: Ending

    /// A line whose blanks aren't filled yet.
    struct Draft: Sendable {
        let voice: Script.Speaker
        let template: Template
        /// Whether it is the first line of a topic: time has passed since the previous line.
        var opensTopic = false
        /// Whether the language model wrote it.
        var isModel = false
    }

    /// Picks a topic of the phase and urgency, avoiding topics already used if possible.
    func topic(
        suiting urgency: GuestThread.Priority,
        besides told: Set<Topic> = [],
        _ random: inout SplitMix64
    ) -> Topic {
        let known = corpus.topics(language, phase: phase)
        let fresh = known.filter { !told.contains($0) }
        let topics = fresh.isEmpty ? known : fresh
        let weights = topics.map { $0.urgency[urgency.rawValue] }
        return weights.allSatisfy { $0 == 0 } ? random.pick(topics) : topics[random.weighted(weights)]
    }

    /// Returns `count` lines, at least three, that end as `ending` says, and the topic of the last one.
    func lines(topic: Topic, count: Int, urgency: GuestThread.Priority, _ random: inout SplitMix64) -> Lines {
        let body = count - (ending == .passedOn ? 2 : 1)
        var topics = [said(topic, &random)]
        if random.chance(22) { greet(&topics[0], &random) }
        var total = topics[0].count
        var told: Set = [topic]
        var reached = phase
        while total < body {
            reached = random.pick(reached.soFar)
            let fresh = corpus.topics(language, phase: reached).filter { !told.contains($0) }
            let known = corpus.topics(language, phase: random.pick(phase.soFar))
            let earlier = random.pick(fresh.isEmpty ? known : fresh)
            told.insert(earlier)
            topics.insert(said(earlier, &random), at: 0)
            total += topics[0].count
        }
        let cut = shorten(&topics, by: total - body, &random)
        var lines: [Draft] = []
        for topic in topics {
            lines += topic.enumerated().map { place, draft in
                var draft = draft
                draft.opensTopic = place == 0
                return draft
            }
        }
        let scene = Scene(lines: lines, following: cut.first, topic: topic, told: told, urgency: urgency)
        return closing(of: scene, &random)
    }

    /// The lines of a conversation and its final topic.
    struct Lines: Sendable {
        var drafts: [Draft]
        var topic: Topic
    }

    /// The conversation up to its last lines, and the line that would follow.
    private struct Scene {
        let lines: [Draft]
        let following: Draft?
        let topic: Topic
        let told: Set<Topic>
        let urgency: GuestThread.Priority

        var guestSpokeLast: Bool {
            lines.last { $0.voice.isPublic }?.voice.isGuest ?? true
        }
    }

    /// Returns a topic's lines. Replies match the guest's variant of the question; occasionally a bot answers a simple
    /// question.
    private func said(_ topic: Topic, _ random: inout SplitMix64) -> [Draft] {
        var way = 0
        var lines = corpus.script(language, topic).turns.map { turn in
            if turn.voice.isGuest { way = random.below(turn.ways.count) }
            return Draft(voice: turn.voice, template: turn.ways[min(way, turn.ways.count - 1)])
        }
        if [.wifi, .parking, .booking].contains(topic), random.chance(15),
            let answer = lines.firstIndex(where: { $0.voice == .agent(isFile: false) })
        {
            lines[answer].isModel = true
        }
        return lines
    }

    /// Inserts the chatbot's greeting after a topic's first line.
    private func greet(_ lines: inout [Draft], _ random: inout SplitMix64) {
        let greeting = random.pick(corpus.phrases(language).greetings)
        lines.insert(Draft(voice: .chatbot, template: greeting), at: 1)
    }

    /// Cuts the surplus from the end of the oldest topic. If that leaves a question unanswered, a chatbot greeting
    /// replaces the question. Returns the cut lines if there is only one topic.
    private func shorten(_ topics: inout [[Draft]], by surplus: Int, _ random: inout SplitMix64) -> [Draft] {
        guard surplus > 0 else { return [] }
        let cut = Array(topics[0].suffix(surplus))
        topics[0].removeLast(surplus)
        guard topics.count > 1 else { return cut }
        let greeted = topics[0].count > 1 ? 0 : 1
        if topics[0].last?.voice.isGuest == true, topics[greeted][1].voice != .chatbot {
            topics[0].removeLast()
            greet(&topics[greeted], &random)
        }
        if topics[0].isEmpty { topics.removeFirst() }
        return []
    }

    private func closing(of scene: Scene, _ random: inout SplitMix64) -> Lines {
        let phrases = corpus.phrases(language)
        switch ending {
        case .guestWaits:
            return question(after: scene, &random)
        case .passedOn:
            var asked = question(after: scene, &random)
            let reason = Template("Conversation transférée à \(asked.topic.escalation)")
            asked.drafts.append(Draft(voice: .system, template: reason))
            return asked
        case .agentAnswered:
            if let following = scene.following, following.voice == .agent(isFile: false) {
                return Lines(drafts: scene.lines + [following], topic: scene.topic)
            }
            let words = scene.guestSpokeLast && scene.following != nil ? phrases.holding : phrases.closings
            let answer = Draft(voice: .agent(isFile: false), template: random.pick(words))
            return Lines(drafts: scene.lines + [answer], topic: scene.topic)
        case .guestThanked:
            let thanks = Draft(voice: .guest(isFile: false), template: random.pick(phrases.thanks))
            return Lines(drafts: scene.lines + [thanks], topic: scene.topic)
        }
    }

    /// The guest's open question: the dialogue's next line, a reminder, or a new topic.
    private func question(after scene: Scene, _ random: inout SplitMix64) -> Lines {
        if let following = scene.following {
            let isNext = following.voice == .guest(isFile: false)
            let nudge = Draft(
                voice: .guest(isFile: false),
                template: random.pick(corpus.phrases(language).nudges)
            )
            if isNext || scene.guestSpokeLast {
                return Lines(drafts: scene.lines + [isNext ? following : nudge], topic: scene.topic)
            }
        }
        // A review needs no reply.
        let topic = topic(suiting: scene.urgency, besides: scene.told.union([.review]), &random)
        var fresh = said(topic, &random)[0]
        fresh.opensTopic = true
        return Lines(drafts: scene.lines + [fresh], topic: topic)
    }
}
