extension Corpus {
    /// English before and at arrival.
    static let englishBefore: [Topic: String] = [
        .booking: """
        > Hi, is {property} free for {n} nights from {day}? | Hello! We're a family of {n} looking for a \
        place in \
        {city} around {day}. Anything available?
        < Hello {guest}, yes, it is free. The stay comes to {price} MAD, cleaning included.
        > Lovely. Is there a lift? My dad uses a walking stick. | Great, is the rooftop private?
        < There is a lift and a doorman round the clock. | The rooftop is yours alone, with loungers and shade.
        > And how far is it from the old town? | We will be four adults and a baby, is the sofa bed a real one?
        < A ten-minute walk, or 15 MAD by petit taxi. | It is a proper double with a good mattress.
        ~ Asked for a discount on the phone, 5 % at most. | Warm lead, hold the dates until tomorrow.
        > Sounds perfect, how do we book? | Let me talk to my husband and get back to you tonight.
        < Here is the payment link, the dates are yours as soon as it's paid. | Of course, I'll hold it until \
        noon tomorrow.
        > Done! Just paid 🎉 | Paid, could you confirm?
        < Confirmed, thank you {guest}. Arrival instructions will follow two days before.
        """,
        .arrival: """
        > Hi, we land at {time}, what's the door code? | Hello, could you resend the check-in instructions \
        for {property}?
        < Hi {guest}, the code is {code}, then take the key from the box on the left. Safe travels! | Hello \
        {guest}, \
        code {code} at the gate. The key box is behind the little orange tree.
        > Got it, thank you! | Which floor is it?
        < Third floor, the door on your right. Call me if the driver can't find the street.
        > The code doesn't work 😩 we are standing outside in the rain | We're here but the key box is stuck
        ~ Lock was changed yesterday. Old code may still be in the welcome mail.
        < I'm so sorry! It was changed yesterday: please try {code} and then #. | Hamid is on his way, five \
        minutes.
        > We're in, thanks for the quick help! | All good now. What a beautiful place 😍
        < Welcome! There is cold water and a few dates for you in the kitchen. 🌴
        """,
        .earlyArrival: """
        > Can we check in at 11? Our flight lands early and we have two small children. | Hi there, any \
        chance of an \
        early check-in? We arrive at {time}.
        < Hi {guest}, the guests before you leave at 11 and cleaning takes two hours. 1:30 pm would work.
        > That would be great | Could we at least drop the bags earlier?
        ~ Housekeeping can start with {property}. | Empty the night before, say yes.
        < Good news: the team starts with yours, 12:30 and no extra charge. | Yes, the doorman keeps them \
        from 9 am.
        > You're a star ⭐ thank you! | Perfect, see you then
        """,
        .transfer: """
        > Do you offer airport pick-up? Flight {flight}, landing {time}. | Hello, we're {n} with surfboards, \
        can a van fetch us?
        < Hello {guest}, yes: 250 MAD by car up to three, 350 MAD by minivan. Shall I book?
        > Yes please, the car. | The van please, and a child seat if you have one
        < Booked. Abdelhak will wait at arrivals with your name on a sign.
        = Transfer requested: flight {flight}, {time}
        > Our flight is delayed by an hour, can you let him know? ✈️ | What if the flight is late?
        < He follows the flight, don't worry. His number: +212 661 00 {code}.
        > Found him, thanks! | He's great, very smooth 👍
        ~ Add the transfer to the invoice.
        """,
        .babyBed: """
        > Hi, do you have a cot and a high chair? | We're travelling with a 10-month-old, is there a baby bed?
        < Hi {guest}, both, free of charge. The cot will be in the main bedroom.
        > Wonderful, with bedding? | Is there a bath as well?
        < Mattress and sheets included. | A shower, but we have a little baby bath for you.
        ~ Cot no. {n} reserved, set up before arrival.
        > Thank you so much 👶
        """,
        .parking: """
        > Is there parking near {property}? | We have a rental car, where do we leave it?
        < Space no. {n} in the basement is yours, the remote is on the hook by the door. | The street guardian \
        watches the cars day and night, 30 MAD a day.
        > Is there a height limit? It's a big SUV. | Is it safe overnight?
        < 2 metres. Above that, the guarded car park on the square is 200 m away. | Yes, lit and guarded.
        > Thanks! | The remote doesn't open the gate
        < Hold it for three seconds close to the black box.
        > Works now, parked 🚗
        """,
    ]
}
