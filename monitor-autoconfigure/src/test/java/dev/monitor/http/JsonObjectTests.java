package dev.monitor.http;

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

}
