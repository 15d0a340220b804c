package dev.monitor.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonWriter;

import static org.assertj.core.api.Assertions.assertThat;

class JsonObjectTests {

	@Test
	void everyCharacterIsWrittenAsSpringBootDoes() {
		for (char character = 0; character < Character.MAX_VALUE; character++) {
			String value = "a" + character + "b";
			assertThat(new JsonObject().with("name", value).toString())
				.isEqualTo(JsonWriter.standard().writeToString(Map.of("name", value)));
		}
	}

	@Test
	void membersKeepTheirOrderAndWithoutAValueThereIsNone() {
		assertThat(new JsonObject().with("b", "x").with("none", null).with("a", -1))
			.hasToString("{\"b\":\"x\",\"a\":-1}");
		assertThat(new JsonObject().with("none", null)).hasToString("{}");
		assertThat(new JsonObject().with("say \"a\"", "\u00e4").toBytes()).asString().isEqualTo("""
				{"say \\"a\\"":"\u00e4"}""");
	}

	@Test
	void wholeNumbersHaveNoFractionAndOthersAlways() {
		JsonObject object = new JsonObject();
		for (Number whole : List.of((byte) 1, (short) 2, 3, -4L, new AtomicInteger(5), new AtomicLong(6),
				new BigInteger("9223372036854775808"))) {
			object.withNumber("w", whole);
		}
		for (Number other : List.of(1.0, 2.5f, -0.0, 1e300, new BigDecimal("7"), new DoubleAdder())) {
			object.withNumber("d", other);
		}
		assertThat(object).hasToString("""
				{"w":1,"w":2,"w":3,"w":-4,"w":5,"w":6,"w":9223372036854775808,\
				"d":1.0,"d":2.5,"d":-0.0,"d":1.0E300,"d":7.0,"d":0.0}""");
	}

	@Test
	void numbersThatJsonDoesNotHaveAreLeftOut() {
		JsonObject object = new JsonObject();
		for (Number none : List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
				new BigDecimal("1e400"))) {
			object.withNumber("none", none);
		}
		assertThat(object.withNumber("none", null).isEmpty()).isTrue();
		assertThat(object.withNumber("some", 1).isEmpty()).isFalse();
	}

	@Test
	void blanksAreWhereJsonDumpsOfPythonHasThem() {
		JsonObject inner = JsonObject.spaced().with("size", 1).with("max_size", -1);
		assertThat(JsonObject.spaced().withObject("cache", inner).withObject("none", JsonObject.spaced()))
			.hasToString("""
					{"cache": {"size": 1, "max_size": -1}, "none": {}}""");
	}

	@Test
	void arraysHoldNumbersTextsObjectsAndArrays() {
		assertThat(new JsonObject().withArray("a", List.of())
			.withArray("b", List.of("x\"", 1, 0.5, Double.NaN, List.of("y"), new JsonObject().with("c", "d"))))
			.hasToString("""
					{"a":[],"b":["x\\"",1,0.5,null,["y"],{"c":"d"}]}""");
	}

}
