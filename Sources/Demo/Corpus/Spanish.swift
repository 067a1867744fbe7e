extension Corpus {
    /// Spanish.
    static let spanish: [Topic: String] = [
        .booking: """
        > Hola, ¿está libre {property} desde el {day} para {n} noches? | Buenas, buscamos apartamento en \
        {city} para \
        {n} personas, ¿tenéis algo?
        < Hola {guest}, sí, está libre. Son {price} MAD con limpieza incluida.
        > ¡Qué bien! ¿Hay ascensor? | ¿La terraza es privada?
        < Sí, y portero las 24 horas. | Sí, solo para vosotros, con tumbonas y sombra.
        ~ Pide descuento, 5 % como mucho. | Cliente interesado, relancer demain.
        > Perfecto, ¿cómo reservamos? | Lo hablo con mi marido y te digo esta noche
        < Te envío el enlace de pago. | Claro, te guardo las fechas hasta mañana a mediodía.
        > ¡Pagado! 🎉
        < Confirmado, gracias {guest}. Las instrucciones llegan dos días antes.
        """,
        .arrival: """
        > Hola, llegamos sobre las {time}, ¿cuál es el código de la puerta? | ¿Me podéis reenviar las \
        instrucciones de entrada?
        < Hola {guest}, el código es {code}, y luego la cajita de llaves a la izquierda. ¡Buen viaje!
        > ¡Gracias! ¿Qué piso es? | Genial 🙌
        < Tercero, puerta de la derecha.
        > El código no funciona y estamos en la calle 😩 | La cajita no se abre…
        ~ Boîtier changé hier, ancien code encore dans le mail.
        < ¡Lo siento mucho! Se cambió ayer: prueba {code} y después #. | Hamid está de camino, cinco minutos.
        > ¡Ya estamos dentro, gracias! | Precioso el apartamento 😍
        < ¡Bienvenidos! Hay agua fría y dátiles en la cocina. 🌴
        """,
        .transfer: """
        > ¿Ofrecéis recogida en el aeropuerto? Vuelo {flight}, {time}. | Somos {n} con muchas maletas, ¿puede \
        venir una furgoneta?
        < Sí: 250 MAD en coche hasta tres, 350 MAD en furgoneta. ¿Reservo?
        > Sí, el coche por favor. | La furgoneta, y una silla de niño si hay
        < Hecho. Abdelhak os espera en llegadas con un cartel.
        = Transfert demandé : vol {flight}, {time}
        > El vuelo lleva una hora de retraso ✈️ ¿le avisáis?
        < Sigue el vuelo, tranquilos.
        > Ya estamos con él, ¡gracias!
        """,
        .wifi: """
        > Hola, el wifi no funciona desde esta mañana. | ¿Cuál es la contraseña del wifi?
        < Red {property}, contraseña {wifi}. | Desenchufa el router diez segundos, está debajo de la tele.
        > Nada, luz roja. Tengo una reunión a las {time}… | Ya va, gracias
        ~ Panne opérateur, ticket {code}.
        < Es una avería del barrio. En una hora te llevan un router 4G.
        > ¡Llegó, me habéis salvado! 👏
        """,
        .parking: """
        > ¿Hay aparcamiento cerca? | Venimos con coche de alquiler desde {city}, ¿dónde lo dejamos?
        < La plaza {n} del sótano es vuestra, el mando está junto a la puerta. | El guardián vigila día y \
        noche, 30 MAD al día.
        > ¿Es seguro por la noche?
        < Sí, vigilado e iluminado.
        > Aparcados 🚗 gracias
        """,
        .leak: """
        > Hay una fuga debajo del lavabo 💧 | ¡Urgente, cae agua del techo del baño!
        +> fuga-{code}.jpg
        < Gracias por la foto. Cierra la llave detrás del mueble, va un técnico. | Lo siento {guest}, el \
        fontanero llega \
        antes de las {time}.
        ~ Rachid prévenu, joint à changer.
        = Incident transmis à la logistique
        > Cerrada, pero no hay agua.
        < Está abajo, se llama Rachid.
        > Arreglado, gracias 👌
        < Gracias por la paciencia, mañana os invitamos al desayuno. 🥐
        """,
        .towels: """
        > ¿Nos podéis traer {n} toallas más? | ¿Qué día limpian? Nos vendrían bien sábanas limpias.
        < Claro {guest}, Khadija pasa esta tarde. | Mañana a las 10, ¿os va bien?
        > Perfecto, y papel higiénico 😅 | Mejor a las 12
        ~ Ménage à 12 h.
        < Anotado.
        > ¡Gracias!
        """,
        .hammam: """
        > ¿Podéis reservar un hammam para dos? | Es nuestro aniversario, ¿algún spa en {city}?
        < ¡Con gusto! Hammam tradicional con exfoliación, 450 MAD por persona, ¿mañana a las {time}?
        > Perfecto, ¿con masaje? | Mejor el {day} por la tarde
        < Con masaje de argán 700 MAD. ¿Confirmo?
        > ¡Sí! ¿Se paga allí?
        < Allí o en la factura, como queráis.
        > ¡Una maravilla! 💆‍♀️
        """,
        .lateCheckout: """
        > ¿Podemos salir mañana a las 14 h? El vuelo es por la noche. | ¿Se puede quedar el equipaje después \
        del check-out?
        < Miro si llega alguien mañana. | Sí, en nuestra oficina hasta las 21 h, sin coste.
        ~ Arrivée 16 h, 13 h maximum.
        < Podéis quedaros hasta las 13 h sin cargo.
        > ¡Muy amables! | Genial, gracias
        < Dejad las llaves en la mesa al salir.
        > Llaves en la mesa. ¡Gracias por todo! 🌞
        """,
        .invoice: """
        > Hola, necesito factura a nombre de mi empresa. | ¿Me enviáis la factura de la estancia?
        < Claro {guest}. ¿Nombre y dirección?
        > Fernández Diseño S.L., C/ Mayor 14, 46001 Valencia
        ~ Transmis à la comptabilité.
        +< facture-{code}.pdf
        < Aquí está. ¡Buen día!
        > Recibida, gracias
        """,
        .lostItem: """
        > Hola, creo que olvidé un cargador en la habitación. | Mi hija se dejó su muñeca 😢
        < Pregunto ahora mismo a limpieza.
        ~ Trouvé par Khadija, casier {n}.
        < ¡La tenemos! ¿La enviamos por correo?
        > Sí, pago el envío. | ¡Qué alivio! Gracias
        < Enviado, seguimiento MA{code}ES.
        > ¡Llegó, mil gracias!
        """,
        .review: """
        > ¡Gracias por todo, una estancia perfecta! | Ya en casa. ¡Qué ciudad! 🇲🇦
        < ¡Gracias {guest}! Una reseña nos ayudaría mucho. ⭐
        > Hecho, 5 estrellas
        < ¡Hasta pronto en {city}!
        """,
    ]
}
