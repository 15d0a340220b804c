package dev.monitor.logging.logback;

import java.util.Locale;

import dev.monitor.event.LineLimit;
import dev.monitor.logging.LineForm;
import net.logstash.logback.dataformat.DataFormatFactory;
import org.apiguardian.api.API;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data format of logstash-logback-encoder that writes lines, for any of its encoders:
 * {@code <dataFormatFactory class="dev.monitor.logging.logback.LineDataFormatFactory"/>}.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public class LineDataFormatFactory
		implements DataFormatFactory<JsonFactory, JsonFactoryBuilder, JsonMapper, JsonMapper.Builder> {

	private LineForm form = LineForm.KV;

	private int maxLineBytes = LineLimit.DEFAULT;

	/**
	 * Set the form of the lines.
	 * @param form {@code KV} (default) or {@code JSON}
	 */
	public void setForm(LineForm form) {
		this.form = form;
	}

	/**
	 * Set how long a line may be.
	 * @param maxLineBytes the bytes, the end of the line included
	 */
	public void setMaxLineBytes(int maxLineBytes) {
		this.maxLineBytes = maxLineBytes;
	}

	@Override
	public String getName() {
		return this.form.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public JsonFactoryBuilder createTokenStreamFactoryBuilder() {
		return new LineFactory.Builder(this.form, this.maxLineBytes);
	}

	@Override
	public JsonMapper.Builder createMapperBuilder(JsonFactory factory) {
		return JsonMapper.builder(factory);
	}

}
