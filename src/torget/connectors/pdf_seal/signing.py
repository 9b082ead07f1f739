"""How pyHanko writes a seal. Apart from the client, so that only the worker loads the library."""

from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD = "Stampel"  # the seal's name within the file


def signed(pdf: bytes, certificates: list[bytes], key: bytes, *, name: str) -> bytes:
    """The PDF with a seal after it. `certificates`: DER, ours first and then those above it;
    `key`: DER in PKCS#8; `name`: whose the seal is.
    """
    ours, *above = [Certificate.load(one) for one in certificates]
    signer = SimpleSigner(
        signing_cert=ours,
        signing_key=PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore.from_certs(above),
    )
    about = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=name
    )
    sealed = sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), about, signer=signer)
    return bytes(sealed.getbuffer())
