//! How much, from where, from whom.

use super::Question;

/// Weights, volumes and counts as they are written and spoken.
pub(super) const AMOUNTS: &[Question] = &[
    ("emping 500 gr", "Emping melinjo super tipis"),
    ("terasi 1/4 kg", "Terasi rebon Ujungnegoro"),
    ("terasi 250gr", "Terasi rebon Ujungnegoro"),
    ("terasi setengah kilo", "Terasi udang tanpa pewarna"),
    ("madu 250ml", "Madu klanceng"),
    ("madu 0,5 liter", "Madu hutan"),
    ("beras 25kg", "Beras IR 64 karung"),
    ("pupuk 20 kilo", "Pupuk kompos"),
    ("kopi arabika 250 gram", "Kopi arabika biji sangrai"),
    ("teh 100gr melati", "Teh sangan melati"),
    ("ikan asin teri seperempat kilo", "Ikan asin teri nasi|Ikan asin teri jengki"),
    ("sambal bawang 150g", "Sambal bawang"),
    ("nastar 1/2 kg", "Nastar nanas"),
    ("kerupuk udang 1 kg", "Kerupuk udang mentah"),
    ("besek isi 10", "Besek bambu isi 10"),
    ("teh celup 25 kantong", "Teh celup isi 25"),
    (
        "emping 1 kilo",
        "Emping melinjo super|Emping melinjo biasa|Emping jumbo untuk warung|Emping klathak tebal|Emping mentah kualitas ekspor",
    ),
    ("gula semut 500gr", "Gula aren semut"),
    ("kopi bubuk 100 gram", "Kopi robusta bubuk kecil"),
    ("kecap 300 ml", "Kecap manis rumahan"),
    ("madu 350 cc", "Madu kopi"),
    ("pupuk kandang 25kg", "Pupuk kandang kambing"),
    ("kerupuk kaleng 100", "Kerupuk putih kaleng isi 100"),
    ("serabi isi 10", "Serabi mini isi 10"),
    ("sambal pecel 1/4", "Sambal pecel"),
    ("terasi sekilo", "Terasi rebon super"),
    ("telur asin 6 biji", "Telur asin asap"),
    ("kopi 2 ons", "Kopi robusta bubuk|Kopi robusta petik merah|Kopi arabika lereng Prau|Kopi lanang|Kopi honey process"),
    ("minyak kelapa setengah liter", "Minyak kelapa kampung"),
    ("beras 1 karung", "Beras IR 64 karung"),
];

/// From a village or kecamatan.
pub(super) const PLACES: &[Question] = &[
    (
        "batik kalipucang",
        "Batik cap kawung|Batik cap mega|Batik cap bunga pesisir|Batik cap kombinasi tulis|Batik tulis Rifaiyah motif Pelo Ati|Batik tulis Rifaiyah motif Lancur|Batik tulis Rifaiyah motif Gemblong Sak Iris|Batik tulis kawung soga|Batik tulis Tiga Negeri halus|Batik tulis pesisir buketan|Batik tulis parang Batangan@kalipucang",
    ),
    (
        "emping limpung",
        "Emping melinjo super|Emping melinjo biasa|Emping melinjo super tipis|Emping udang rebon|Emping pedas manis|Emping manis gula aren|Emping klathak tebal|Emping balado daun jeruk|Emping jumbo untuk warung@limpung",
    ),
    ("terasi ujungnegoro", "Terasi rebon Ujungnegoro"),
    ("opak tersono", "Opak singkong Tersono"),
    ("serabi kalibeluk", "Serabi Kalibeluk original|Serabi Kalibeluk gula jawa"),
    ("teh pagilaran", "Teh hitam lereng Pagilaran"),
    ("teh kembanglangit", "Teh sangan Kembanglangit"),
    ("tas kulit masin", "Tas kulit wanita|Tas kerja kulit pria|Tas tote kulit|Tas selempang kulit@masin"),
    (
        "kopi tombo",
        "Kopi robusta bubuk|Kopi robusta bubuk kecil|Kopi lanang|Kopi liberika nangka|Kopi tubruk giling kasar|Kopi honey process|Kopi jahe instan|Kopi arabika lereng Prau|Kopi robusta petik merah|Kopi robusta biji sangrai|Kopi gula aren siap seduh|Kopi arabika biji sangrai|Kopi beras hijau robusta@tombo",
    ),
    ("kentang dieng", "Kentang dieng"),
    (
        "kopi surjo",
        "Kopi robusta bubuk|Kopi robusta bubuk kecil|Kopi robusta biji sangrai|Kopi robusta petik merah|Kopi arabika lereng Prau|Kopi arabika biji sangrai|Kopi lanang|Kopi liberika nangka|Kopi beras hijau robusta|Kopi jahe instan|Kopi gula aren siap seduh|Kopi tubruk giling kasar|Kopi honey process@surjo",
    ),
    (
        "ikan asap proyonanggan",
        "Ikan asap tongkol|Ikan asap pari|Ikan asap manyung|Ikan asap cucut|Ikan asap tongkol besar|Ikan asap kemasan vakum@proyonanggan",
    ),
    ("krupuk karangasem", "@karangasem selatan"),
    ("oleh oleh khas limpung", "Paket oleh-oleh emping tiga rasa|Emping melinjo super@limpung"),
    ("madu subah", "Madu hutan|Madu klanceng|Madu randu|Madu kopi|Madu sachet@subah"),
    ("durian gringsing", "Durian lokal@gringsing"),
    ("gereh sengon", "@sengon"),
    ("batik warungasem", "@warungasem"),
    ("tas masin", "Tas kulit wanita|Tas selempang kulit|Tas kerja kulit pria|Tas tote kulit|Ransel kulit@masin"),
    ("sirup gringsing", "Sirup kunyit asem|Sirup jahe merah|Sirup rosela@gringsing"),
    ("anyaman bambu pecalungan", "@pecalungan"),
    ("katering tulis", "@jrakahpayung"),
];

/// From a shop whose name is known.
pub(super) const SHOPS: &[Question] = &[
    ("batik bu ratna", "@batik bu ratna"),
    ("emping bu karsini", "@emping bu karsini"),
    ("masin leather", "@masin leather"),
    ("terasi bu murni", "@terasi ujungnegoro bu murni"),
    ("omah kopi ngudi rahayu", "@omah kopi ngudi rahayu"),
    ("serabi bu aminah", "@serabi kalibeluk bu aminah"),
    ("toko kripik kembar", "@kripik kembar"),
    ("warung tahu pak qomar", "@tahu pak qomar"),
    ("kue bu rohmah", "@kue bu rohmah"),
    ("jamu pak yanto", "@jamu pak yanto"),
    ("gereh bu rumiyati", "@gereh bu rumiyati"),
    ("butik pak untung", "@butik pak untung"),
    ("kulit pak parno", "@kulit pak parno"),
    ("tani lestari", "@tani lestari"),
    ("bu supriyati klepon", "Klepon pandan@dapur bu supriyati"),
];
