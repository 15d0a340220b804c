package dev.monitor.http;

import java.util.List;
import java.util.Map;

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
		assertThat(new JsonObject().with("b", "x").with("none", (String) null).with("a", -1))
			.hasToString("{\"b\":\"x\",\"a\":-1}");
		assertThat(new JsonObject().with("none", (String) null)).hasToString("{}");
		assertThat(new JsonObject().with("say \"a\"", "\u00e4").toBytes()).asString().isEqualTo("""
				{"say \\"a\\"":"\u00e4"}""");
	}

	@Test
	void numbersObjectsAndArraysAreWrittenAsTheyAre() {
		assertThat(new JsonObject().with("a", (Number) 1.5)
			.with("b", (Number) 2.0)
			.with("c", (Number) Double.NaN)
			.with("d", (Number) Double.POSITIVE_INFINITY)
			.with("e", (Number) 1e20)
			.with("f", new JsonObject().with("g", 1))).hasToString("""
					{"a":1.5,"b":2,"c":null,"d":null,"e":1.0E20,"f":{"g":1}}""");
		assertThat(new JsonObject().with("a", List.of())
			.with("b", List.of("x\"", 1, 0.5, List.of("y"), new JsonObject().with("c", "d")))).hasToString("""
					{"a":[],"b":["x\\"",1,0.5,["y"],{"c":"d"}]}""");
	}

}
