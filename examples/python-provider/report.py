"""Reports the availability of a provider's units to the CAP over Kafka, and prints what it answers.

    pip install -r requirements.txt
    python report.py --brokers 127.0.0.1:9092 --provider <id of the provider> --feed feed.ndjson

The feed has one report a line, as JSON. Each is sent as a CloudEvent in binary mode; the key is the unit, so that reports of one
unit keep their order. The CAP answers refusals and warnings on the provider's reply topic: each is printed as one line of
JSON with the number of its line in the feed. The exit code is 0 when no report was refused, else 1.
"""

import argparse
import json
import sys
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition

REPORTED = "nl.haaglanden.cap.availability.reported.v1"
SOURCE = "urn:nld:oin:00000000000000000000:systeem:voorbeeld"
WITHIN_SECONDS = 120


def message(report):
    """Key, headers and value of one report. Its id stays the same when it is sent again."""
    event = {"specversion": "1.0", "id": report["id"], "type": REPORTED, "source": SOURCE, "time": report["observedAt"]}
    headers = [("content-type", b"application/json")] + [(f"ce_{name}", text.encode()) for name, text in event.items()]
    data = {name: value for name, value in report.items() if name != "id"}
    return report["unitId"].encode(), headers, json.dumps(data).encode()


def of_nobody():
    """A report of a unit that does not exist: its refusal tells that everything before it has been handled."""
    moment = "1970-01-01T00:00:00Z"
    return {"id": str(uuid.uuid4()), "unitId": str(uuid.uuid4()), "observedAt": moment, "inOperation": 0, "occupied": 0}


def send(brokers, topic, reports):
    """Sends in order, once, to all replicas. Raises when a report could not be delivered."""
    lost = []
    producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True})
    for report in reports:
        key, headers, value = message(report)
        while True:
            try:
                producer.produce(topic, value, key, headers=headers, on_delivery=lambda error, _: error and lost.append(error))
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush(WITHIN_SECONDS)
    if lost:
        raise RuntimeError(f"{len(lost)} reports were not delivered: {lost[0]}")


class Answers:
    """What the CAP answers from now on: what stands on the topic already was said of other reports."""

    def __init__(self, brokers, topic):
        self.topic = topic
        self.consumer = Consumer({"bootstrap.servers": brokers, "group.id": f"python-provider-{uuid.uuid4()}"})
        partitions = self.consumer.list_topics(topic, 30).topics[topic].partitions
        ends = [(number, self.consumer.get_watermark_offsets(TopicPartition(topic, number), 30)[1]) for number in partitions]
        self.consumer.assign([TopicPartition(topic, number, end) for number, end in ends])

    def until(self, last):
        """The answers in their order, by the id of the report, as soon as the one of `last` is among them."""
        found = {}
        end = time.monotonic() + WITHIN_SECONDS
        try:
            while last not in found:
                if time.monotonic() > end:
                    raise TimeoutError(f"After {WITHIN_SECONDS} seconds {self.topic} does not have all answers.")
                for record in self.consumer.consume(500, 0.5):
                    if record.error() is None:
                        answer = json.loads(record.value())
                        found.setdefault(answer["reportId"], []).append(answer)
        finally:
            self.consumer.close()
        return found


def answers_by_line(reports, found):
    """Which answer is of which line, from 1. Of lines with one id the first that is accepted has it: another report is refused."""
    lines_of = {}
    for number, report in enumerate(reports, start=1):
        lines_of.setdefault(report["id"].lower(), []).append((number, {**report, "id": None}))
    by_line = {}
    for report_id, lines in lines_of.items():
        left = list(found.get(report_id, []))
        accepted = None
        for index, (number, report) in enumerate(lines):
            if accepted == report:
                continue
            reused = bool(left) and left[0].get("code") == "report-id-reused"
            of_a_later_line = accepted is None and reused and any(other != report for _, other in lines[index:])
            answer = None if of_a_later_line or not left else left.pop(0)
            if answer:
                by_line[number] = answer
            if accepted is None and (answer is None or answer["outcome"] != "refused"):
                accepted = report
    return by_line


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--brokers", required=True)
    options.add_argument("--provider", required=True)
    options.add_argument("--feed", required=True)
    given = options.parse_args()

    with open(given.feed, encoding="utf-8") as feed:
        reports = [{"id": str(uuid.uuid4()), **json.loads(line)} for line in feed if line.strip()]
    last = of_nobody()
    answers = Answers(given.brokers, f"cap.availability-replies.{given.provider}")
    send(given.brokers, f"cap.availability-reports.{given.provider}", [*reports, last])
    by_line = answers_by_line(reports, answers.until(last["id"]))

    refused = 0
    for number, answer in sorted(by_line.items()):
        refused += answer["outcome"] == "refused"
        print(json.dumps({"line": number, **answer}))
    print(f"{len(reports)} reports sent, {refused} refused.", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
