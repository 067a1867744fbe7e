extension Corpus {
    /// Moroccan Arabic, in Arabic script and in the Latin script with digits that people type.
    static let darija: [Topic: String] = [
        .booking: """
        > salam, wach {property} khawi men {day}? bghina {n} lyali | السلام، واش كاين شي برطما خاوية ف{city} \
        هاد الويكاند؟
        < salam {guest}, ah khawi. taman {price} DH m3a ttandif. | وعليكم السلام، كاينة، {price} درهم بكلشي.
        > wach ymken tna9sso chwiya? 🙏 | واش ممكن نخلصو كاش؟
        < n9der n3tik 5% ila khditi {n} lyali. | ممكن، ولا بالرابط اللي غادي نصيفط ليك.
        ~ Client marocain, paiement en espèces possible au bureau.
        > safi, n7jezha | صافي، حجزها ليا عافاك
        < tbarkellah, sift lik lien dyal lkhlass. | تم الحجز، مرحبا بيكم.
        > khlesst ✅ | خلصت، شوف عافاك
        """,
        .arrival: """
        > salam khoya, 7na jayin m3a {time}, chno howa l code? | سلام، حنا قراب، شنو هو الكود ديال الباب؟
        < salam {guest}, l code howa {code}, ssarout f sandouk 3la lisser. | مرحبا، الكود {code} والساروت \
        فالصندوق على اليسار.
        > chokran bzaf 🙏 | آش من طبقة؟
        < talet tab9a, lbab 3la limen. | الطبقة الثالثة، الباب على اليمين.
        > l code makhdamch 😕 7na 9ddam lbab | الكود ما خدامش وحنا واقفين برا
        ~ Boîtier changé hier.
        < sme7 lina, jerreb {code} w men b3d #. | سمحو لينا، حميد جاي عندكم دابا.
        > safi dkhelna, lay 7fdek | دخلنا الحمد لله، الله يحفظك
        < mer7ba bikom! atay f lkouzina 🍵
        """,
        .transfer: """
        > wach kayn chi transport men lmatar? tayara {flight} m3a {time} | واش تقدرو تصيفطو لينا شي طوموبيل \
        للمطار؟ حنا {n}
        < ah kayn, 250 DH ttomobil. n7jez lik? | كاين، 250 درهم. نحجز ليك؟
        > ah 3afak | واخا
        < safi, Abdelhak ghadi ytsennakom w smiytkom f lwer9a. | تم، عبد الحق غادي يتسناكم.
        = Transfert demandé : vol {flight}, {time}
        > tayara t3ettlat sa3a ✈️
        < makayn mouchkil, howa kaytbe3 tayara.
        > l9inah, chokran khoya
        """,
        .wifi: """
        > l wifi ma khdamch 3ndna | شنو هو كود الويفي عافاك؟
        < smiya {property}, l code {wifi}. | سمية الشبكة {property} والكود {wifi}.
        > mazal, dow 7mer | صافي خدم، شكرا
        ~ Panne de quartier, ticket {code}.
        < panne f l7ouma kamla, ghadi njibo lik clé 4G.
        > tbarkellah 3likom 👏
        """,
        .parking: """
        > wach kayn parking 7da {property}? | فين نحط الطوموبيل؟
        < ah, blassa {n} f sous-sol, télécommande 7da lbab. | كاين الكارديان ليل ونهار، 30 درهم للنهار.
        > wach amen f llil? | واخا شكرا
        < ah, kayn l3essass w ddow.
        > safi, chokran 🚗
        """,
        .leak: """
        > kayn lma kayssil men ta7t lavabo 💧 | عاجل، الما كيسيل من السقف ديال الدوش!
        +> photo-{code}.jpg
        < sme7 lina {guest}, sedd robinet li mora placard, plombier jay. | سمحو لينا، رشيد البلومبي غادي يوصل \
        قبل {time}.
        ~ Rachid prévenu.
        = Incident transmis à la logistique
        > seddito walakin ma b9ach lma
        < rah lta7t, smiyto Rachid.
        > safi tsleh, lay 3tikom sse7a 👌 | تصلح، الله يعطيكم الصحة
        """,
        .towels: """
        > 3afak bghina {n} foutat zaydin | واش غادي يدوز شي واحد ينقي اليوم؟
        < wakha {guest}, Khadija dayza l3chiya. | اه، خديجة غادي تدوز مع 12.
        > w chwiya dyal lkaghit 😅 | مزيان شكرا
        ~ Prévenir Khadija.
        < wakha, koulchi ghadi ykoun.
        > chokran
        """,
        .excursion: """
        > fin nmchiw m3a drari ghedda? | فين ناكلو مزيان الليلة؟
        < Ourika zwina, wella jmal f nkhil. | حجزت ليكم طابلة مع 8 ونص، خودو الطاجين.
        > zwin! 7jez lina 3afak, 7na {n} | الله يحفظك
        < safi, lkherja m3a {time} 9ddam lbab.
        > dazet nadya, chokran ⭐
        """,
        .lateCheckout: """
        > wach ymken nkhorjo ghedda m3a 2? | واش ممكن نبقاو حتى ل {time}؟
        < blati nchouf wach jay chi 7ed.
        ~ Arrivée demain 16 h, 13 h maximum.
        < ymken 7ta l 13h, blach flouss. | مرحبا، حتى للوحدة.
        > lay 7fdek, w l7wayej? | شكرا بزاف
        < khelliwhom f lbiro dyalna 7ta l lil.
        > ssarout 3la ttabla, chokran 3la koulchi 🌞
        """,
        .invoice: """
        > salam, bghit la facture 3la smiyt charika | عافاك صيفط ليا الفاتورة
        < wakha, 3tini smiya w l'ICE.
        > Atlas Négoce SARL, ICE 00152{code}000047
        ~ Transmis à la comptabilité.
        +< facture-{code}.pdf
        < hahiya {guest}, nhar mbrouk.
        > wesslat, chokran
        """,
        .lostItem: """
        > nsit chargeur f lbit | نسيت واحد الساك كحل فالصالون
        < daba nsewwel Khadija.
        ~ Trouvé, casier {n}.
        < l9inah! ji khoudo men lbiro wella nsiftoh lik. | لقيناه الحمد لله.
        > lay 3tik sse7a 🤲
        """,
        .review: """
        > chokran 3la koulchi, koulchi kan nadi! | شكرا على كلشي، دوزنا أيام زوينة
        < mer7ba bikom dima {guest}! 3tiwna chi avis f site ⭐
        > safi drtha, 5 njoum
        < lay 7fdkom
        """,
    ]
}
