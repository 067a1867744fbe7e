extension Corpus {
    /// English during the stay and after.
    static let englishDuring: [Topic: String] = [
        .wifi: """
        > Hi, the wifi stopped working this morning. | What's the wifi password? The one on the card doesn't work.
        < Hi {guest}, network {property}, password {wifi}. | Please unplug the box under the TV for ten seconds.
        > Still nothing, red light. I have a call at {time}... | That works, cheers!
        ~ Provider outage in the whole district, ticket {code}.
        < It's an outage in the district. A 4G stick will be with you within the hour. | Great, enjoy!
        > The stick arrived, you saved my meeting 👏 | It's back, thanks.
        < Keep it until you leave.
        """,
        .leak: """
        > There's a leak under the bathroom sink 💧 | Urgent: water is dripping through the shower ceiling!
        +> leak.jpg | bathroom-ceiling.jpg | IMG_{code}.mov
        < Thanks for the picture. Please close the valve behind the cabinet, a technician is leaving now. | \
        So sorry \
        {guest}, the plumber will be there before {time}.
        ~ Rachid told, seal to be replaced. Bring towels. | Third leak here this month, ask the building.
        = Incident passed on to logistics
        > Closed it, but now there's no water at all. | OK, we put a bucket there for now.
        < He is downstairs, his name is Rachid. | Ten minutes.
        > All fixed, thank you. | Fixed and clean, impressive 👌
        < Thank you for your patience. Breakfast is on us tomorrow. 🥐
        """,
        .airConditioning: """
        > The AC in the bedroom blows warm air 🥵 | The heating won't start and it's freezing
        < Press MODE until you see the snowflake, then 22. | Let me check with the technician.
        > No change… | Working now, thanks
        ~ Unit needs gas, already reported on {day}.
        < A technician comes at {time}. Meanwhile the living room unit works. | Sleep well!
        > OK, we'll wait for him | Good night
        """,
        .towels: """
        > Could we get {n} more towels please? | When is the cleaning? We'd love fresh sheets.
        < Of course {guest}, Khadija will come by this afternoon. | Tomorrow at 10, does that suit you?
        > Yes, and some toilet paper 😅 | Noon would be better, the kids sleep in.
        ~ Cleaning moved to noon, tell Khadija.
        < Noted. | No problem at all.
        > Thanks, she's lovely | 🙏
        """,
        .hammam: """
        > Can you book a hammam for two? | It's our anniversary, any spa you'd recommend in {city}?
        < With pleasure! Traditional hammam with black soap scrub, 450 MAD each, tomorrow at {time}?
        > Tomorrow is perfect. With a massage? | Rather on {day}, late afternoon
        < With an hour of argan oil massage 700 MAD. Shall I confirm for two? | Booked for 5:30 pm.
        > Yes please! | Do we pay there?
        < There or on your invoice, as you like.
        ~ Ask for flowers and a small cake, anniversary.
        > That was heavenly, thanks for the tip 💆 | Best hour of our trip!
        """,
        .excursion: """
        > What would you suggest for a day with kids? | We'd love to see the desert, is it doable in a day?
        < The Ourika valley, or camels in the palm grove, kids love it. | Agafay is 40 minutes away: sunset and \
        dinner in a tent, 650 MAD per adult.
        > Sounds amazing! Could you book for {n}? | And a good restaurant for tonight?
        < Done, pick-up at {time} at the door. | I booked you a table at 8:30, ask for the lamb with prunes.
        > You're the best ⭐ | Dinner was delicious!
        """,
        .noise: """
        > Hi, the neighbours are having a party and the children can't sleep. | There's drilling since 8 am...
        < I'm sorry {guest}, I'm calling the doorman. | We weren't told, let me find out.
        ~ Doorman sent to the second floor. | Works until Friday, offer something.
        < He has spoken to them, it should calm down. | They stop at noon. We can move you to another flat if \
        you wish.
        > Quiet now, thank you | No need, thanks for being honest.
        """,
        .lateCheckout: """
        > Could we leave at 2 pm tomorrow? Our flight is in the evening. | Can we keep the flat until {time}?
        < Let me see whether somebody arrives tomorrow.
        ~ Arrival at 4 pm, cleaning to be moved. 1 pm at most.
        < You can stay until 1 pm free of charge. | Nobody arrives: 2 pm, with pleasure.
        > That's very kind | 1 pm helps already. Can the bags stay?
        < Yes, at our desk until the evening. | Just leave the keys on the table.
        > Keys are on the table. Thanks for everything! 🌞
        """,
        .luggage: """
        > Where can we leave our bags after check-out? | Our train is at {time}, can you keep the luggage?
        < At our office, five minutes on foot, open until 9 pm. Here is the map.
        +< office-map.pdf
        > How much is it? | Three suitcases and a pram, is that fine?
        < Free for our guests. | No problem.
        > 🙏 | Picked up, see you next year!
        """,
        .invoice: """
        > Hi, I need an invoice for my company. | Hello, could you send me the invoice for our stay?
        < Of course {guest}. Which name and address should it carry?
        > Okafor Trading Ltd, 8 King Street, Manchester M2 6AQ. | Blue Fern LLC, 220 Pine St, Seattle WA
        ~ Passed on to accounts.
        +< invoice-{code}.pdf
        < Here it is. Have a nice day! | Here it is, transfer included.
        > The airport transfer is missing. | Got it, thanks!
        < You're right, the corrected one is on its way. | You're welcome.
        """,
        .lostItem: """
        > Hi, I think I left a laptop charger in the bedroom. | Hello! Our daughter forgot her teddy (brown, \
        one eye) 😢
        < Let me ask housekeeping right away.
        ~ Found by Khadija, in the office, locker {n}.
        < Good news, we have it! Shall we post it?
        > Yes please, I'll pay the postage. | Oh thank God!! She'll be over the moon 🧸
        +< found.jpg
        < Sent this morning, tracking number MA{code}GB.
        > It arrived, a thousand thanks! | You people are wonderful
        """,
        .review: """
        > Thanks for a wonderful stay! | Home safe. What a city 🇲🇦
        < Thank you {guest}! A short review on the site would help us a lot. ⭐
        > Done, 5 stars! | Will do this weekend. Only remark: the mattress is a bit firm.
        < Many thanks, see you again in {city}. | Thanks for telling us, we'll see to it.
        ~ Review is out, 5/5. | Mattress remark passed on to quality.
        """,
        .deposit: """
        > Hi, when will the deposit be released? | My bank still shows {price} MAD on hold.
        < It is released within seven days after check-out.
        ~ Released on {day}, the bank's delay.
        < Done on our side, your bank needs two or three days.
        > OK thanks | It's back, thank you!
        """,
    ]
}
