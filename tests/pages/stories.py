"""Made-up articles for the golden pages: invented people, invented villages, ordinary press Indonesian.

Each is written once and set into several page manners, so that what a page should give is known without reading it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

WITA = ZoneInfo("Asia/Makassar")


@dataclass(frozen=True)
class Story:
    """`body` is a sequence of (kind, text): p, h (subheading), li (list item) or q (quotation set apart)."""

    slug: str
    title: str
    when: datetime
    section: str
    place: str
    writer: str
    credit: str
    caption: str
    body: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.body]


def _story(slug: str, title: str, when: str, section: str, place: str, writer: str, credit: str, caption: str, body: str) -> Story:  # fmt: skip
    """`body`: a line a paragraph; "## " a subheading, "- " a list item, "> " a quotation."""
    marks = {"## ": "h", "- ": "li", "> ": "q"}
    pieces = []
    for line in body.strip().splitlines():
        kind = marks.get(line[: 3 if line.startswith("##") else 2], "p")
        pieces.append((kind, line if kind == "p" else line.split(" ", 1)[1]))
    moment = datetime.fromisoformat(when).replace(tzinfo=WITA)
    return Story(slug, title, moment, section, place, writer, credit, caption, tuple(pieces))


STORIES = (
    _story("embung-sari", "Warga Banjar Sari Minta Embung Dikeruk Sebelum Musim Hujan", "2019-02-07T10:22", "Tabanan", "Tabanan",
        "Wayan Kertiasa", "wks", "Embung di Banjar Sari yang sudah penuh lumpur, Rabu (6/2).", """
Puluhan petani di Banjar Sari meminta pemerintah desa mengeruk embung yang sudah lima tahun tidak pernah disentuh alat berat. Endapan lumpur membuat air hanya setinggi lutut orang dewasa.
Permintaan itu disampaikan dalam paruman desa, Rabu (6/2), yang dihadiri tiga puluh delapan anggota subak. Kelian subak, Made Suparwita, mengatakan sawah di bagian hilir hanya kebagian air dua kali sepekan.
“Kalau hujan datang dan embung masih dangkal, airnya lewat begitu saja. Kami yang di bawah tetap kering,” kata Suparwita.
Perbekel setempat, Ketut Mudiarta, berjanji memasukkan pengerukan itu ke dalam anggaran perubahan. Ia menghitung biayanya Rp 96,5 juta, termasuk sewa alat dan upah harian.
Menurutnya, pekerjaan baru bisa dimulai setelah musyawarah dengan pemilik lahan selesai. Sebagian tanah di tepi embung memang belum bersertipikat.
Sementara itu, warga bergotong royong mengangkat sampah plastik dari saluran. Mereka berharap ada kepastian sebelum akhir bulan.
"""),
    _story("loket-difabel", "Loket Ramah Difabel Dibuka, Antrean Dipangkas Jadi 10 Menit", "2021-08-19T08:05", "Denpasar", "Denpasar",
        "Luh Sriyani", "sry/kad", "Petugas melayani warga di loket baru.", """
Sebuah loket khusus penyandang disabilitas mulai melayani warga di kantor pelayanan kota. Waktu tunggu yang biasanya mencapai satu jam kini dipangkas menjadi sepuluh menit.
Kepala bidang pelayanan, Nengah Artawijaya, menjelaskan loket itu dilengkapi jalur landai, kursi tinggi, dan petugas yang memahami bahasa isyarat.
## Empat Layanan Sekaligus
Pemohon tidak perlu berpindah meja. Ada empat urusan yang bisa dituntaskan di tempat itu:
- perekaman kartu tanda penduduk;
- akta kelahiran dan akta kematian;
- kartu identitas anak;
- surat pindah datang.
“Kami belajar dari keluhan warga. Dulu ada bapak pakai kursi roda yang harus digotong naik tangga, itu memalukan,” ujarnya.
## Petugas Dilatih Dua Pekan
Enam petugas mengikuti pelatihan selama dua pekan sebelum loket dibuka. Pelatihnya didatangkan dari sekolah luar biasa negeri.
Salah seorang pemohon, Komang Rindiani, mengaku kaget karena berkasnya selesai hari itu juga. "Saya kira harus kembali besok," katanya sembari tertawa.
"""),
    _story("pasar-gelgelan", "Pedagang Pasar Gelgelan Keluhkan Retribusi Ganda", "2023-11-03T17:40", "Klungkung", "Semarapura",
        "Gede Parwatha", "gpa", "Suasana Pasar Gelgelan pada Jumat pagi.", """
Retribusi yang dipungut dua kali dalam sehari dikeluhkan pedagang Pasar Gelgelan. Karcis pagi dan karcis sore sama-sama tertulis untuk satu hari penuh.
Ni Wayan Darsini, pedagang canang, menunjukkan dua lembar karcis bernomor seri berbeda. Keduanya bertanggal sama.
“Bukan soal dua ribu rupiahnya. Kami ingin tahu uangnya ke mana,” ucap perempuan 54 tahun itu.
> Karcis yang sah hanya yang bercap basah dan bernomor seri, selain itu jangan dibayar.
Kepala UPT pasar, Putu Sudhiatmika, membantah adanya pungutan ganda. Ia menyebut karcis sore hanya berlaku untuk pedagang bermobil yang baru datang setelah pukul 15.00.
Meski begitu, pihaknya akan memeriksa dua juru pungut yang bertugas hari itu. Hasilnya diumumkan pekan depan.
Ketua paguyuban pedagang berharap karcis diganti dengan pembayaran nontunai. Usulan serupa pernah diajukan pada 2021, namun tidak pernah dijawab.
"""),
    _story("posko-aduan", "Posko Aduan Dibuka di Tiga Kecamatan, Warga Bisa Lapor Tanpa KTP", "2022-05-13T19:04", "Bangli", "Bangli",
        "Dewa Sumartana", "dws", "Posko aduan di kantor camat.", """
Warga di tiga kecamatan kini bisa mengadu soal pelayanan publik tanpa harus menunjukkan kartu tanda penduduk. Posko dibuka setiap Selasa dan Kamis.
Koordinator posko, Sang Ayu Kertiyani, mengatakan identitas pelapor tetap dirahasiakan. Petugas hanya mencatat nomor telepon agar perkembangan laporan bisa disampaikan.
Dalam pekan pertama sudah masuk 27 laporan. Sebagian besar menyangkut jalan rusak, lampu penerangan mati, dan bantuan yang salah sasaran.
“Baca juga aturan yang kami tempel di dinding, di situ tertulis batas waktunya 14 hari,” katanya kepada warga yang datang.
Camat setempat, Nyoman Rai Susanta, mengingatkan stafnya agar tidak melempar laporan ke dinas lain. Setiap laporan wajib dibalas.
Posko akan dievaluasi setelah enam bulan. Apabila hasilnya baik, layanan serupa dibuka di seluruh kecamatan.
"""),
    _story("guru-kontrak", "Honor Telat Tiga Bulan, Guru Kontrak Mengadu ke Dewan", "2017-05-22T14:31", "Buleleng", "Singaraja",
        "Kadek Yudiastra", "kyd", "Guru kontrak mendatangi gedung dewan.", """
Honor yang belum dibayar sejak Februari mendorong belasan guru kontrak mendatangi gedung dewan, Senin (22/5). Mereka diterima komisi yang membidangi pendidikan.
Juru bicara guru, Luh Putu Widhiasih, menuturkan sebagian rekannya terpaksa berdagang sepulang mengajar. Ada pula yang menggadaikan sepeda motor.
"Kami tidak menuntut kenaikan, kami hanya minta yang sudah menjadi hak kami," tegasnya.
Ketua komisi, Gusti Made Oka Wiranata, menyatakan akan memanggil dinas terkait dalam tiga hari. Dananya, menurut dia, sudah tersedia di kas daerah.
Keterlambatan disebabkan perubahan nomenklatur pada Perbup No. 12 Tahun 2017. Surat keputusan pengangkatan harus diterbitkan ulang satu per satu.
Rapat ditutup pukul 12.30 Wita. Para guru lantas kembali ke sekolah masing-masing.
"""),
    _story("air-bersih-nusa", "Tiga Dusun di Nusa Lembah Segera Dialiri Air Bersih", "2020-12-30T06:15", "Nusa", "Semarapura",
        "Ni Made Asih Puspita", "asp", "Pemasangan pipa di Nusa Lembah.", """
Tiga dusun di Nusa Lembah yang selama ini menadah hujan segera dialiri air bersih. Pipa sepanjang 4,2 kilometer telah selesai disambung.
Direktur perusahaan air minum, I Ketut Darmayuda, mengatakan uji alir dilakukan bertahap mulai awal Januari. Tekanan air dijaga agar sambungan lama tidak pecah.
Sebanyak 312 rumah masuk daftar tunggu. Biaya sambungan bisa dicicil enam kali.
Kepala dusun, Wayan Lotra, mengaku warganya selama ini membeli air Rp 250 ribu satu tangki. Pada puncak kemarau harganya bahkan dua kali lipat.
“Anak-anak di sini hafal bunyi truk tangki,” ujarnya.
Proyek itu sempat tertunda karena tebing longsor. Bupati meminta rekanan menanam pohon di bekas galian sebagai ganti rugi lingkungan.
"""),
    _story("bimtek-aplikasi", "Admin Desa di Jembrana Ikuti Bimtek Pengelolaan Aduan", "2024-03-14T11:47", "Jembrana", "Negara",
        "Putu Arnawa", "arn", "Peserta bimtek mencoba aplikasi aduan.", """
Lima puluh satu admin desa mengikuti bimbingan teknis pengelolaan aduan di aula kantor bupati, Kamis (14/3). Mereka belajar menjawab laporan dalam waktu paling lambat lima hari kerja.
Kepala bagian organisasi, Made Yasinta Dewi, mengatakan selama ini laporan warga kerap menumpuk di satu meja. Akibatnya, angka penyelesaian hanya 61 persen.
Ikuti langkah yang sama di setiap desa, pintanya, agar datanya bisa dibandingkan.
Narasumber dari perwakilan lembaga pengawas, Agung Jayantara, memaparkan contoh jawaban yang baik dan yang buruk. Jawaban yang buruk, katanya, biasanya hanya berbunyi "sudah diteruskan".
“Warga tidak butuh kalimat itu. Warga butuh tahu kapan lampunya menyala,” tandasnya.
Peserta lalu dibagi dalam enam kelompok. Masing-masing menangani satu kasus nyata dari tahun sebelumnya.
Kegiatan serupa direncanakan digelar lagi pada triwulan ketiga. Sasarannya operator puskesmas dan sekolah.
"""),
    _story("dermaga-tua", "Dermaga Tua Retak, Nelayan Diminta Bersandar di Sisi Timur", "2018-09-29T15:12", "Karangasem", "Amlapura",
        "Komang Tirtayasa", "tir", "Retakan pada dermaga tua.", """
Retakan sepanjang tujuh meter ditemukan pada lantai dermaga tua. Syahbandar langsung melarang perahu bersandar di sisi barat.
Pengawas pelabuhan, Ismail Harun, mengatakan retakan terlihat setelah gelombang tinggi dua hari berturut-turut. Tiang penyangga nomor empat juga bergeser.
Nelayan diminta memindahkan perahu ke sisi timur sampai perbaikan selesai. Larangan berlaku untuk semua ukuran kapal.
"Kami maklum, asal jangan dibiarkan bertahun-tahun," kata seorang nelayan, Nyoman Gelebug.
Balai teknik dijadwalkan datang hari Senin. Hasil pemeriksaan menentukan apakah dermaga cukup ditambal atau harus dibongkar.
Untuk sementara, pembeli ikan diarahkan lewat gang di belakang pura. Lampu tambahan sudah dipasang di sana.
"""),
    _story("izin-usaha", "Urus Izin Usaha Mikro Kini Cukup Satu Hari", "2025-01-21T09:30", "Badung", "Mangupura",
        "Ayu Laksmi Dewanti", "hms-bd/ayu", "Kepala dinas meninjau loket perizinan.", """
Pelaku usaha mikro tidak perlu lagi bolak-balik ke kantor perizinan. Satu kali datang, nomor induk terbit pada hari yang sama.
Kepala dinas, Anak Agung Raka Mahardika, menyebut perubahan itu lahir dari survei kepuasan pada akhir tahun lalu. Nilainya 82,16, naik tipis dari 81,9.
Syaratnya pun dipotong dari sembilan menjadi tiga dokumen. Yang tersisa hanya identitas, alamat usaha, dan foto tempat usaha.
“Kami ingin warga ingat petugasnya karena ramah, bukan karena susah ditemui,” katanya.
Pemohon yang tidak punya gawai dibantu petugas. Disediakan enam komputer dan dua printer di ruang tunggu.
Layanan buka Senin sampai Jumat pukul 08.00 hingga 15.00. Pada hari Sabtu, loket keliling mendatangi pasar.
"""),
    _story("trotoar-rusak", "Trotoar Rusak di Jalan Kamboja, Lansia Terperosok", "2016-03-08T20:55", "Gianyar", "Gianyar",
        "Made Sudira", "dir", "Trotoar berlubang di Jalan Kamboja.", """
Seorang perempuan berusia 70 tahun terperosok ke lubang trotoar di Jalan Kamboja, Selasa petang. Kakinya terkilir dan harus dibawa ke puskesmas.
Menurut saksi, Agus Setiawan, lubang itu sudah menganga sejak proyek kabel tahun lalu. Penutupnya hilang dan hanya diganti papan.
Lurah setempat, Cokorda Bagus Wiryawan, sudah tiga kali menyurati dinas pekerjaan umum. Ia memperlihatkan tanda terima suratnya.
“Suratnya sampai, jawabannya yang belum sampai,” sindirnya.
Dinas pekerjaan umum mengaku menunggu laporan rekanan. Petugas berjanji menutup lubang itu besok pagi.
Hingga berita ini ditulis, papan penutup sudah diganti warga dengan pelat besi. Pembatas dari bambu dipasang di dua sisi.
"""),
    _story("nilai-kepatuhan", "Enam Dinas Raih Nilai Hijau, Dua Masih Kuning", "2018-12-12T13:00", "Bangli", "Bangli",
        "I Wayan Sudarsa", "ws", "Penyerahan hasil penilaian.", """
Enam dinas meraih nilai hijau dalam penilaian kepatuhan standar pelayanan publik tahun 2018. Dua lainnya masih tertahan di nilai kuning.
Asisten administrasi umum, Ida Bagus Surya Kencana, menyebut kekurangan terbanyak ada pada papan maklumat dan jalur pengaduan. Keduanya sebenarnya murah untuk dibenahi.
“Tahun depan jangan ada lagi alasan papannya sedang dicetak,” katanya disambut tawa peserta rapat.
Penilaian dilakukan tim yang datang tanpa pemberitahuan. Mereka memotret ruang tunggu, mencatat jam buka, lalu mewawancarai sepuluh pengunjung.
Dua dinas yang masih kuning diberi waktu tiga bulan. Pendampingan dilakukan bagian organisasi setiap pekan.
"""),
    _story("sampah-teluk", "Sampah Kiriman Menumpuk di Teluk Asri, Nelayan Libur Melaut", "2026-01-06T07:20", "Jembrana", "Negara",
        "Gusti Ayu Ratna", "rtn", "Alat berat mengeruk sampah kiriman.", """
Sampah kiriman setinggi mata kaki menutup bibir pantai Teluk Asri sejak Minggu malam. Nelayan memilih libur karena baling-baling perahu kerap tersangkut plastik.
Dinas lingkungan hidup menurunkan dua alat berat dan 80 petugas. Dalam sehari terkumpul 14 truk.
Kepala dinas, Ngurah Adhi Sanjaya, mengatakan puncak kiriman biasanya terjadi sampai Februari. Angin barat mendorong sampah dari muara-muara di utara.
“Kami angkut pagi, sore datang lagi. Yang harus dibereskan adalah hulunya,” keluhnya.
Relawan sekolah ikut memilah botol. Hasil penjualannya dipakai membeli jaring pengaman di tiga muara.
Bupati dijadwalkan meninjau lokasi pada Kamis pekan ini. Ia juga akan bertemu kelompok nelayan.
"""),
)  # fmt: skip

# Articles whose own sentences look like furniture: calls, counters, labels, captions, addresses to the reader.
TRICKY = (
    _story("lapor-whatsapp", "Warga Kini Bisa Lapor Jalan Berlubang Lewat WhatsApp, Begini Caranya", "2023-07-18T16:25", "Badung", "Mangupura",
        "Nyoman Sukarya", "suk", "Petugas menambal jalan berlubang di Abianbase.", """
Dinas pekerjaan umum membuka saluran WhatsApp untuk menampung laporan jalan berlubang. Nomornya sudah aktif sejak Senin (17/7).
Simak juga jadwal penambalan yang ditempel di kantor lurah, kata kepala bidang bina marga, Made Wirasana, karena tidak semua ruas dikerjakan sekaligus.
Kami menerima 40 laporan dalam sehari, ujarnya, dan separuhnya langsung ditangani.
## Cara Melapor
Laporan cukup berisi tiga hal:
- foto lubang dari dua arah;
- nama jalan dan patokan terdekat;
- nomor telepon pelapor.
Bagikan lokasi terkini agar petugas tidak tersesat, demikian bunyi petunjuk pada poster itu.
Foto yang buram tetap diterima asalkan nama jalannya jelas. Video berdurasi lebih dari satu menit ditolak oleh sistem.
“Ikuti kami di lapangan kalau tidak percaya,” tantang Wirasana kepada anggota dewan yang hadir.
Dibaca petugas pukul 08.00 Wita, laporan pertama datang dari Ni Luh Ratih, pedagang bakso. Lubang di depan warungnya sudah tiga kali menjatuhkan pengendara.
Halaman kantor lurah pun dijadikan posko. Di sana warga yang tidak punya ponsel bisa mengisi formulir.
"""),
    _story("aplikasi-antrean", "Antre Daring di Puskesmas: Baru 3 dari 10 Pasien yang Pakai", "2024-10-02T07:50", "Tabanan", "Tabanan",
        "Ketut Manikarsa", "mnk", "Layar antrean di puskesmas.", """
Aplikasi antrean daring di puskesmas baru dipakai tiga dari sepuluh pasien. Sisanya masih datang subuh dan menulis nama di buku.
Jajak pendapat yang digelar mahasiswa terhadap 212 pengunjung menunjukkan penyebabnya sederhana, yakni tidak punya kuota. Sebanyak 61 persen menjawab begitu.
Iklan layanan masyarakat sudah dipasang di enam titik. Akan tetapi, kepala puskesmas, dr. Putri Anggareni, menilai tulisannya terlalu kecil.
Pembaca kartu di loket dua juga kerap macet. Teknisi baru datang sepekan kemudian.
"Silakan tulis keluhan, nanti saya balas sendiri," ucapnya.
Apa yang berubah setelah itu? Tidak banyak, menurut sejumlah pasien.
Komentar paling tajam datang dari Wayan Jiwa, 71 tahun. Ia menyebut aplikasi itu dibuat untuk orang yang tidak sakit.
Dukungan justru datang dari kader posyandu. Mereka menawarkan diri mendaftarkan lansia lewat ponsel masing-masing.
Tautan pendaftaran dikirim pada malam hari, lalu dibuka kembali pada pukul 06.00.
Baca: buku antrean tidak akan dihapus, setidaknya sampai akhir tahun. Begitu janji tertulis yang ditandatangani di depan pasien.
Berita terkait gangguan sistem, kata Anggareni, tidak sepenuhnya keliru.
"""),
)  # fmt: skip

# Headlines of other articles, as they stand in related boxes: none may be left in any text.
OTHERS = (
    "Bupati Gelar Bimtek Pelayanan Publik bagi Perangkat Desa",
    "Ombudsman Soroti Antrean di Rumah Sakit Daerah",
    "Harga Cabai Tembus Seratus Ribu Jelang Hari Raya",
    "Jalan Lingkar Selatan Ditutup Selama Dua Pekan",
    "Tim Voli Putri Melaju ke Final Pekan Olahraga",
)
