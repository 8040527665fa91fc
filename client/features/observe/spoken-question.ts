/** Reads a question aloud where the device has a voice for the language; elsewhere nothing is offered. */
import { computed, onScopeDispose, ref, shallowRef, toValue, type MaybeRefOrGetter } from 'vue';

/** Voices of no language of ours stand in for another: Romani has none, and a Bulgarian voice would only garble it. */
export function voiceFor(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  const fitting = voices.filter(({ lang }) => lang.toLowerCase().replace('_', '-').split('-')[0] === language);
  // A voice on the device speaks without a network and tells nobody what is read.
  return fitting.find(({ localService }) => localService) ?? fitting[0] ?? null;
}

export function useSpokenQuestion(language: MaybeRefOrGetter<string>) {
  const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  const voices = shallowRef<readonly SpeechSynthesisVoice[]>([]);
  const speaking = ref(false);
  const voice = computed(() => voiceFor(voices.value, toValue(language)));
  // Some browsers know their voices only after a while, and say so.
  const readVoices = () => (voices.value = synthesis?.getVoices() ?? []);
  readVoices();
  synthesis?.addEventListener?.('voiceschanged', readVoices);

  function stop(): void {
    synthesis?.cancel();
    speaking.value = false;
  }
  function speak(text: string): void {
    if (!synthesis || voice.value === null) return;
    stop();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice.value;
    utterance.lang = voice.value.lang;
    utterance.rate = 0.95;
    utterance.addEventListener('end', () => (speaking.value = false));
    utterance.addEventListener('error', () => (speaking.value = false));
    speaking.value = true;
    synthesis.speak(utterance);
  }
  onScopeDispose(() => {
    stop();
    synthesis?.removeEventListener?.('voiceschanged', readVoices);
  });
  return { canSpeak: computed(() => voice.value !== null), speaking, speak, stop };
}
