"""A hospital information system that nobody here wrote the HL7 of: python3-hl7, in EUC-KR. Approves every order, asks for nothing, sends a result.

usage: his_peer.py LISTEN_PORT NODE_PORT
"""
import asyncio
import datetime
import sys

import hl7
from hl7.mllp import open_hl7_connection, start_hl7_server

LISTEN, NODE = int(sys.argv[1]), int(sys.argv[2])
SET = "euc_kr"
count = 0


def now():
    return datetime.datetime.now().strftime("%Y%m%d%H%M%S")


def message(kind, *segments):
    global count
    count += 1
    header = f"MSH|^~\\&|PYHIS|병원|HDMS|NODE|{now()}||{kind}|P{count}|P|2.5.1||||||KS X 1001"
    return hl7.parse("\r".join([header, *segments]) + "\r")


async def say(text):
    reader, writer = await open_hl7_connection("127.0.0.1", NODE, encoding=SET)
    writer.writemessage(text)
    await writer.drain()
    reply = await reader.readmessage()
    print("ACK", str(text.segment("MSH")[9]), str(reply.segment("MSA")[1]), flush=True)
    writer.close()


async def treat(order):
    patient = "PID|1||PY-1^^^HOSP^MR||김^하늘"
    await say(message("ORR^O02", f"MSA|AA|{order}", patient, f"ORC|OK|{order}|{order}"))
    observed = now()
    obr = f"OBR|1|{order}||2345-7^Glucose^LN|||{observed}" + "|" * 18
    first = f"OBX|1|NM|2345-7^혈당^LN||98.50|mg/dL|70-110||||P|||{observed}"
    await say(message("ORU^R01", patient, f"ORC|RE|{order}", obr + "P", first))
    done = f"OBX|1|NM|2345-7^혈당^LN||98.50|mg/dL|70-110||||F|||{observed}"
    words = "OBX|2|TX|C^소견^L||혈당은 정상입니다.||||||F"
    await say(message("ORU^R01", patient, f"ORC|RE|{order}", obr + "F", done, words))


async def serve(reader, writer):
    try:
        while not writer.is_closing():
            text = await reader.readmessage()
            kind, control = str(text.segment("MSH")[9]), str(text.segment("ORC")[1])
            writer.writemessage(text.create_ack())
            await writer.drain()
            print("GOT", kind, control, flush=True)
            if kind == "ORM^O01" and control == "NW":
                asyncio.ensure_future(treat(str(text.segment("ORC")[2])))
    except asyncio.IncompleteReadError:
        writer.close()


async def main():
    server = await start_hl7_server(serve, port=LISTEN, host="127.0.0.1", encoding="utf-8")
    print("READY", flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
