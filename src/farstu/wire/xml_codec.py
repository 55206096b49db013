"""XML as a format."""

from __future__ import annotations

from farstu.wire.codecs import Codec, register
from farstu.wire.xml_reading import xml_reader
from farstu.wire.xml_writing import write_xml_error, xml_writer

register(Codec(("application/xml", "text/xml"), xml_reader, xml_writer, write_xml_error, order=1))
