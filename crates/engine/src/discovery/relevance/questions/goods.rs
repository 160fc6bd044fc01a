//! What is wanted: by its name, its kind, its words in any order, and by people from elsewhere.

use super::Question;

/// A kind of goods, not one of them.
pub(super) const CATEGORIES: &[Question] = &[
    ("batik cap", "Batik cap kawung|Batik cap mega|Batik cap bunga pesisir|Batik cap kombinasi tulis"),
    (
        "ikan asap",
        "Ikan asap tongkol|Ikan asap pari|Ikan asap manyung|Ikan asap cucut|Ikan asap tongkol besar|Ikan asap kemasan vakum",
    ),
    ("kue kering", "Nastar nanas|Kastengel keju|Putri salju|Kue kacang|Kukis emping cokelat|Kembang goyang"),
    ("bibit tanaman", "Bibit sengon|Bibit durian montong|Bibit alpukat cangkok|Bibit kopi robusta|Bibit teh siap tanam"),
    ("anyaman bambu", "Tampah bambu|Besek bambu isi 10|Keranjang bambu bertangkai|Kukusan bambu|Kap lampu anyaman"),
    ("dompet", "Dompet kulit pria lipat|Dompet kulit wanita panjang|Dompet kartu kulit|Dompet STNK gantungan kunci"),
    ("jajan pasar", "Tampah jajan pasar"),
    ("pupuk", "Pupuk kompos|Pupuk kandang kambing"),
    ("jamu", "Beras kencur|Kunyit asem segar"),
    ("paket oleh-oleh", "Paket oleh-oleh emping tiga rasa"),
    ("sambal", "Sambal bawang|Sambal teri|Sambal pecel|Sambal terasi matang"),
    ("tas kulit", "Tas kulit wanita|Tas selempang kulit|Tas kerja kulit pria|Tas tote kulit"),
    ("gerabah", "Pot gerabah|Kendi tanah|Cobek dan ulekan"),
    ("mebel", "Kursi teras sepasang|Kursi kayu jati|Hiasan ukir dinding"),
    ("sandal dan sepatu", "Sandal kulit pria|Sandal kulit wanita|Sepatu pantofel kulit"),
    ("bumbu dapur", "Bumbu dasar putih|Bumbu rujak kering|Bawang goreng|Serundeng kelapa|Kecap manis rumahan|Jahe merah bubuk"),
    ("kemasan plastik", "Standing pouch polos|Cetak standing pouch"),
    ("gula jawa", "Gula jawa cetak batok"),
    (
        "kue basah",
        "Bolu pandan panggang|Bolu gulung mocca|Lapis legit|Brownies kukus|Tampah jajan pasar|Klepon pandan|Lapis pelangi|Nagasari pisang|Apem Jawa|Gemblong ketan|Wajik kelapa",
    ),
    ("katering", "Nasi kotak ayam bakar|Tumpeng kuning lengkap|Snack box isi 3|Mangut ikan asap"),
];

/// Words turned around.
pub(super) const ORDERS: &[Question] = &[
    ("kacang rempeyek", "Rempeyek kacang tanah"),
    ("melinjo emping", "Emping melinjo super|Emping melinjo biasa"),
    ("pisang keripik", "Keripik pisang manis|Keripik pisang asin|Keripik pisang lumer cokelat"),
    ("bubuk kopi robusta", "Kopi robusta bubuk|Kopi robusta bubuk kecil"),
    ("asin ikan jambal", "Ikan asin jambal"),
    ("pria kulit sandal", "Sandal kulit pria"),
    ("merah jahe", "Jahe merah bubuk|Sirup jahe merah"),
    ("kawung batik tulis", "Batik tulis kawung soga"),
    ("hutan madu", "Madu hutan"),
    ("wanita dompet panjang", "Dompet kulit wanita panjang"),
    ("kulit tas wanita", "Tas kulit wanita"),
    ("goreng bawang", "Bawang goreng"),
    ("instan jahe kopi", "Kopi jahe instan"),
    ("asin telur", "Telur asin|Telur asin asap"),
    ("panjang kemeja batik pria", "Kemeja batik pria lengan panjang"),
    ("batik sarung", "Sarung batik cap|Sarung batik tulis tumpal"),
    ("melati teh sangan", "Teh sangan melati"),
    ("singkong opak", "Opak singkong Tersono|Opak singkong mentah"),
    ("rebon terasi", "Terasi rebon Ujungnegoro|Terasi rebon super"),
];

/// As people say it, and as they write to a shop.
pub(super) const PLAIN: &[Question] = &[
    ("gemblong sak iris", "Batik tulis Rifaiyah motif Gemblong Sak Iris"),
    ("sapu ijuk", "Sapu ijuk"),
    (
        "kopi",
        "Kopi robusta bubuk|Kopi lanang|Kopi robusta bubuk kecil|Kopi robusta biji sangrai|Kopi robusta petik merah|Kopi arabika lereng Prau|Kopi arabika biji sangrai|Kopi honey process|Kopi jahe instan|Kopi liberika nangka",
    ),
    ("minyak kelapa", "Minyak kelapa kampung"),
    ("minyakkelapa", "Minyak kelapa kampung"),
    ("tahupong", "Tahu pong"),
    ("tepung tapioka", "Tepung tapioka eceran"),
    ("wedang uwuh", "Wedang uwuh kering"),
    ("kursi", "Kursi kayu jati|Kursi teras sepasang"),
    ("kendi", "Kendi tanah"),
    ("jahit", "Jahit permak"),
    ("sablon kaos", "Sablon kaos satuan|Kaos olahraga sablon"),
    ("permen asem", "Gula asem"),
    ("garam", "Garam laut kasar"),
    ("nasi kotak ayam", "Nasi kotak ayam bakar"),
    ("tumpeng", "Tumpeng kuning lengkap"),
    ("cumi", "Cumi asin"),
    ("batik yang sutra dari rifaiyah", "Batik tulis Tiga Negeri halus"),
    ("baju koko anak", "Baju koko anak"),
    ("daster busui", "Daster katun busui"),
    ("nasi kuning", "Tumpeng kuning lengkap"),
    ("kue lebaran", "Nastar nanas|Putri salju|Kastengel keju|Kue kacang|Kembang goyang"),
    (
        "hampers lebaran",
        "Paket camilan lima macam|Paket oleh-oleh emping tiga rasa|Paket opak dan rengginang|Paket teh tiga rasa",
    ),
    ("souvenir hajatan", "Emping pesanan kemasan nama sendiri"),
    ("seragam batik kantor", "Seragam batik pesanan"),
    ("vermak celana", "Jahit permak"),
    ("service mesin jahit", "Servis mesin jahit"),
    ("abon ikan", "Abon tongkol"),
    ("pot bunga", "Pot gerabah"),
    ("lampu bambu", "Kap lampu anyaman"),
    ("jual emping mentah", "Emping mentah kualitas ekspor"),
    ("pesan nasi kotak", "Nasi kotak ayam bakar"),
    ("beli madu asli", "Madu hutan"),
    ("kerupuk mentah murah", "Kerupuk usek mentah|Kerupuk udang mentah|Kerupuk rebon mentah"),
    ("cocok untuk oleh oleh teh", "Teh kaleng hadiah|Paket teh tiga rasa"),
    ("snack arisan", "Tampah jajan pasar|Snack box isi 3"),
    ("sayuran segar", "Sayur campur segar"),
    ("kepala manyung", "Kepala manyung asap"),
    ("krupuk yg digoreng pasir", "Kerupuk usek goreng pasir"),
    ("emping yg tipis", "Emping melinjo super tipis"),
    (
        "kopi utk oleh2",
        "Kopi gula aren siap seduh|Kopi robusta bubuk|Kopi robusta bubuk kecil|Kopi jahe instan|Kopi lanang|Kopi arabika lereng Prau|Kopi robusta petik merah|Kopi tubruk giling kasar|Kopi liberika nangka|Kopi honey process",
    ),
    ("pesen tumpeng ulang tahun", "Tumpeng kuning lengkap"),
    ("cari tas kulit asli", "Tas kulit wanita|Tas selempang kulit|Tas kerja kulit pria|Tas tote kulit|Ransel kulit"),
    (
        "batik tulis asli rifaiyah",
        "Batik tulis Rifaiyah motif Pelo Ati|Batik tulis Rifaiyah motif Lancur|Batik tulis Rifaiyah motif Gemblong Sak Iris|Batik tulis Tiga Negeri halus",
    ),
    (
        "harga emping per kilo",
        "Emping melinjo super|Emping melinjo biasa|Emping jumbo untuk warung|Emping klathak tebal|Emping mentah kualitas ekspor",
    ),
];

/// In English.
pub(super) const FOREIGN: &[Question] = &[
    ("leather wallet", "Dompet kulit pria lipat|Dompet kulit wanita panjang|Dompet kartu kulit|Dompet STNK gantungan kunci"),
    (
        "coffee beans",
        "Kopi robusta biji sangrai|Kopi arabika biji sangrai|Kopi lanang|Kopi honey process|Kopi beras hijau robusta",
    ),
    ("honey", "Madu hutan|Madu klanceng|Madu randu|Madu kopi|Madu sachet"),
    ("salted egg", "Telur asin|Telur asin asap"),
    ("palm sugar", "Gula aren semut|Gula jawa cetak batok|Gula aren teman kopi"),
    ("cassava chips", "Keripik singkong gurih|Keripik singkong balado|Keripik singkong tipis"),
    ("banana chips", "Keripik pisang manis|Keripik pisang asin|Keripik pisang lumer cokelat"),
    (
        "smoked fish",
        "Ikan asap tongkol|Ikan asap pari|Ikan asap manyung|Ikan asap cucut|Ikan asap tongkol besar|Ikan asap kemasan vakum",
    ),
    (
        "shrimp paste",
        "Terasi rebon Ujungnegoro|Terasi rebon super|Terasi udang tanpa pewarna|Terasi bakar siap pakai|Terasi bungkus daun|Terasi bubuk",
    ),
    ("bamboo basket", "Keranjang bambu bertangkai|Besek bambu isi 10"),
    ("batik shirt", "Kemeja batik pria lengan pendek|Kemeja batik pria lengan panjang"),
    ("white tea", "Teh putih pilihan"),
    ("ginger syrup", "Sirup jahe merah"),
    ("coconut oil", "Minyak kelapa kampung"),
    ("leather belt", "Sabuk kulit pria|Sabuk kulit jahit tangan"),
    ("rice crackers", "Rengginang manis|Rengginang ketan terasi|Rengginang mentah|Kerupuk gendar"),
    (
        "ground coffee",
        "Kopi robusta bubuk|Kopi robusta bubuk kecil|Kopi robusta petik merah|Kopi arabika lereng Prau|Kopi tubruk giling kasar",
    ),
    (
        "pancakes",
        "Serabi Kalibeluk original|Serabi Kalibeluk gula jawa|Serabi mini isi 10|Serabi kuah santan|Serabi nangka|Serabi pesanan hajatan",
    ),
    ("headscarf", "Hijab segi empat voal|Hijab instan|Pashmina kaos"),
];
